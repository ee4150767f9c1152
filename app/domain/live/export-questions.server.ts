import type { Ctx } from '../../core/ctx.ts'
import { formatDate, jstDate } from '../../core/dates.ts'
import { BOM, csvLine } from '../../core/csv.ts'
import { writeMarkdown } from '../../core/richtext/markdown.server.ts'
import { tFor } from '../../i18n/texts.server.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { pollLine, resultLines, resultRows, roomPolls, WHOLE_POLLS } from '../polls/index.server.ts'
import { accessHostedRoom, accountOf } from './access.server.ts'
import { readLabels } from './labels.server.ts'
import { dismissReasons, isAnswered } from './policy.ts'
import { readQuestions } from './question-row.server.ts'
import type { ExportInput } from './schema.ts'

const reasonText = (t: ReturnType<typeof tFor>, reason: string | null): string => {
  const known = dismissReasons.find((r) => r === reason)
  return known === undefined ? '' : t(`live.reason.${known}`)
}

export type QuestionExport = { filename: string; type: string; text: string }
const EXPORTS = { points: 30, seconds: 3_600 }

/**
 * Everything that was asked, at any time, for hosts, with what polls have come to: as tables (CSV in UTF-8 with its mark, so that Excel reads it)
 * or to be read (Markdown). Without names unless they are asked for; another name and no name stay that. Who took it stands in the audit trail.
 */
export async function exportQuestions(ctx: Ctx, eventId: string, { as, withNames }: ExportInput): Promise<QuestionExport> {
  const event = await accessHostedRoom(ctx, eventId)
  const { id, lng } = accountOf(ctx)
  await ctx.limit('export', id, EXPORTS)
  await ctx.tx(async (tx) => tx.audit({ action: 'questions.exported', subject: 'event', subjectId: event.id, detail: { as, withNames } }))
  const t = tFor(lng)
  const rows = (await readQuestions(ctx.db, Prisma.sql`q.event_id = ${event.id}::uuid and q.status <> 'withdrawn'`, false))
  const labels = new Map((await readLabels(ctx, event.id)).map((l) => [l.id, l.name]))
  const textOf = new Map(rows.map((q) => [q.id, q.text]))
  const time = (at: Date | null) => (at === null ? '' : formatDate(at, 'dateTime', lng))
  const name = (q: (typeof rows)[number]) => (q.authorId === null ? t('live.anonymous') : q.pseudonym !== null ? t('live.pseudonym_of', { name: q.pseudonym }) : withNames ? (q.authorName ?? '') : '')
  const filename = `questions-${jstDate(ctx.now())}`
  const polls = (await roomPolls(ctx, event.id, 'staff', undefined, WHOLE_POLLS)).filter((p) => p.openedAt !== null)
  if (as === 'csv') {
    const head = (['text', 'status', 'votes', 'labels', 'asker', 'asked_at', 'answering_at', 'answered_at', 'answer', 'answerer', 'merged_into', 'reason'] as const).map((key) => t(`questions.column.${key}`))
    const lines = rows.map((q) => [
      q.text, t(`questions.state.${q.status}`), String(q.votes), q.labelIds.flatMap((l) => labels.get(l) ?? []).join(' / '), name(q), time(q.createdAt), time(q.answeringAt), time(q.answeredAt),
      q.answer ?? '', withNames ? (q.answerer ?? '') : '', textOf.get(q.mergedInto ?? '') ?? '', reasonText(t, q.reason),
    ])
    const pollHead = (['question', 'kind', 'round', 'choice', 'count', 'share', 'voters'] as const).map((key) => t(`questions.poll_column.${key}`))
    const results = polls.flatMap((p) => resultRows(p).map(({ name: choice, count, share }) => [p.question, t(`polls.kind_${p.kind}`), p.firstId === null ? '1' : '2', choice, count === null ? '' : String(count), share === null ? '' : `${share}%`, String(p.tally.voters)]))
    // A second table below the first, as spreadsheet programs read it.
    const tables = [head, ...lines, ...(results.length === 0 ? [] : [[], pollHead, ...results])]
    return { filename: `${filename}.csv`, type: 'text/csv', text: BOM + tables.map(csvLine).join('') }
  }
  const say = (value: string) => ({ type: 'paragraph' as const, children: [{ type: 'text' as const, value }] })
  const title = (depth: 1 | 2, value: string) => ({ type: 'heading' as const, depth, children: [{ type: 'text' as const, value }] })
  const list = (values: string[]) => (values.length === 0 ? [] : [{ type: 'list' as const, ordered: false, spread: false, children: values.map((value) => ({ type: 'listItem' as const, spread: false, children: [say(value)] })) }])
  const counted = polls.flatMap((poll) => [say(pollLine(t, poll)), ...list(resultLines(t, poll, polls.find((p) => p.id === poll.firstId)))])
  const shown = rows.filter((q) => q.status !== 'merged')
  const parts = shown.flatMap((q) => [
    title(2, q.text.replace(/\s+/g, ' ')),
    say([t(`questions.state.${q.status}`), t('live.want', { count: q.votes }), name(q), isAnswered(q.status) ? time(q.answeredAt) : '', ...rows.filter((m) => m.mergedInto === q.id).map((m) => t('questions.with', { question: m.text.replace(/\s+/g, ' ') }))].filter((s) => s !== '').join('・')),
    ...(q.answer === null ? [] : q.answer.split(/\n{2,}/).map(say)),
  ])
  return { filename: `${filename}.md`, type: 'text/markdown', text: writeMarkdown([title(1, event.title), say(t('questions.taken', { at: formatDate(ctx.now(), 'dateTime', lng) })), ...parts, ...(counted.length === 0 ? [] : [title(2, t('ballots.results')), ...counted])]) }
}
