/** What a record says, as documents of the editor: the speaker goes on writing in them. */
import type { Ctx } from '../../core/ctx.ts'
import { formatDate } from '../../core/dates.ts'
import type { DocMark, DocNode } from '../../core/richtext/limits.ts'
import { readText, type RichText } from '../../core/richtext/read-text.server.ts'
import { tFor } from '../../i18n/texts.server.ts'
import { pollLine, resultLines } from '../polls/index.server.ts'
import type { RoomPoll } from '../polls/views.ts'
import type { RecordedQuestion, RoomRecord } from '../live/index.server.ts'
import { QUESTIONS_A_POST } from './policy.ts'

const words = (text: string, ...marks: DocMark[]): DocNode => ({ type: 'text', text, ...(marks.length > 0 && { marks }) })
const linked = (text: string, href: string): DocNode => words(text, { type: 'link', attrs: { href } })
const paragraph = (...content: DocNode[]): DocNode => ({ type: 'paragraph', ...(content.length > 0 && { content }) })
const heading = (text: string): DocNode => ({ type: 'heading', attrs: { level: 2 }, content: [words(text)] })
const list = (items: DocNode[][]): DocNode => ({ type: 'bulletList', content: items.map((content) => ({ type: 'listItem', content })) })
/** A text of several lines: a paragraph each. */
const lines = (text: string): DocNode[] => text.split(/\n+/u).map((line) => line.trim()).filter((line) => line !== '').map((line) => paragraph(words(line)))
const quoted = (text: string): DocNode => ({ type: 'blockquote', content: lines(text) })
const toText = (content: DocNode[]): RichText => readText({ doc: JSON.stringify({ type: 'doc', content }) })

const translator = (record: Pick<RoomRecord, 'lng'>) => tFor(record.lng === 'en' ? 'en' : 'ja')
const eventPage = (ctx: Ctx, { eventId }: Pick<RoomRecord, 'eventId'>): string => `${ctx.place.publicUrl}/events/${eventId}`

/** How far into the room something was, as h:mm:ss. */
export function chapterTime(openedAt: Date, at: Date): string {
  const seconds = Math.max(0, Math.round((at.getTime() - openedAt.getTime()) / 1_000))
  const two = (n: number) => String(n).padStart(2, '0')
  return `${Math.floor(seconds / 3_600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** The first post of a question's topic. The asker is not named. */
export function writeQuestion(ctx: Ctx, record: RoomRecord, { text, votes }: { text: string; votes: number }): RichText {
  const t = translator(record)
  return toText([
    paragraph(words(t('record.from_before')), linked(record.title, eventPage(ctx, record)), words(t('record.from_after'))),
    quoted(text),
    paragraph(words(votes > 0 ? t('record.wanted', { count: votes }) : t('record.wanted_none'))),
  ])
}

/**
 * The posts of a record: what it was, what is still to be answered, then every question with its answer, a part of them a post, and what its
 * polls came to. `topics`: the topic each question left over became.
 */
export async function writeRecord(ctx: Ctx, record: RoomRecord, topics: ReadonlyMap<string, string>, polls: RoomPoll[] = []): Promise<RichText[]> {
  const t = translator(record)
  const lng = record.lng === 'en' ? 'en' : 'ja'
  const answered = record.questions.filter(({ id, status }) => !topics.has(id) && (status === 'answered_live' || status === 'answered_text'))
  const left = record.questions.filter(({ id }) => topics.has(id))
  const first = [
    paragraph(words(t('record.intro_before')), linked(record.title, eventPage(ctx, record)), words(t('record.intro_after'))),
    heading(t('record.summary')),
    list([
      [paragraph(words(t('record.held', { date: formatDate(record.startsAt, 'date', lng) })))],
      [paragraph(words(t('record.people', { count: record.peak })))],
      [paragraph(words(t('record.counts', { answered: answered.length, left: left.length })))],
    ]),
    ...(left.length === 0 ? [] : [heading(t('record.left')), list(left.slice(0, 100).map((q) => [paragraph(linked(q.text.replace(/\s+/gu, ' '), `${ctx.place.publicUrl}/topics/${topics.get(q.id)}`))]))]),
    heading(t('record.materials')),
    paragraph(linked(t('record.materials_at'), eventPage(ctx, record))),
  ]
  const parts = Array.from({ length: Math.ceil(answered.length / QUESTIONS_A_POST) }, (_, i) => answered.slice(i * QUESTIONS_A_POST, (i + 1) * QUESTIONS_A_POST))
  return [toText(first), ...parts.map((part) => toText([heading(t('record.questions')), ...part.flatMap((q) => answeredQuestion(record, q))])), ...(polls.length === 0 ? [] : [toText([heading(t('record.polls')), ...polls.flatMap((poll) => closedPoll(t, poll, polls.find((p) => p.id === poll.firstId)))])])]
}

/** A poll as it stayed. */
function closedPoll(t: ReturnType<typeof translator>, poll: RoomPoll, first: RoomPoll | undefined): DocNode[] {
  const results = resultLines(t, poll, first)
  return [paragraph(words(pollLine(t, poll), { type: 'bold' })), ...(results.length === 0 ? [] : [list(results.map((text) => [paragraph(words(text.replace(/\s+/gu, ' ')))]))])]
}

function answeredQuestion(record: RoomRecord, { text, answer, votes, answeringAt }: RecordedQuestion): DocNode[] {
  const t = translator(record)
  const at = record.openedAt !== null && answeringAt !== null ? `${chapterTime(record.openedAt, answeringAt)}　` : ''
  return [
    paragraph(words(`${at}${text.replace(/\s+/gu, ' ')}`, { type: 'bold' }), ...(votes > 0 ? [words(t('record.votes', { count: votes }))] : [])),
    ...(answer === null ? [paragraph(words(t('record.answered_live')))] : [quoted(answer)]),
  ]
}
