import type { Ctx } from '../../core/ctx.ts'
import { formatDate } from '../../core/dates.ts'
import type { DocNode } from '../../core/richtext/limits.ts'
import type { RichText } from '../../core/richtext/read-text.server.ts'
import { excerpt } from '../../core/text.ts'
import type { RecordedQuestion, RoomRecord } from '../live/index.server.ts'
import { chaptersOf, clockText } from '../live/views.ts'
import { chapterPage, eventPage, heading, linked, list, materialParts, paragraph, quoted, toText, translator, words } from './parts.server.ts'

/** With the longest texts all of this stays within what one post may hold. */
const [MOST_ANSWERED, MOST_CHAPTERS, MOST_LEFT] = [20, 40, 30]
const [ANSWER, CHAPTER, LEFT] = [400, 40, 80]

export type SummarySources = { topics: ReadonlyMap<string, string>; /** Null: they are not for everybody. */ files: readonly { id: string; name: string }[] | null; withNames: boolean }

/** What a summary begins as: what was said when, the answers, what is still open, and what there is to read and see. Its writer goes on from here. */
export function writeSummary(ctx: Ctx, record: RoomRecord, { topics, files, withNames }: SummarySources): RichText {
  const t = translator(record)
  const lng = record.lng === 'en' ? 'en' : 'ja'
  const oneLine = (text: string, most: number) => excerpt(text.replace(/\s+/gu, ' '), most)
  const isLeft = ({ id, status }: RecordedQuestion) => status === 'approved' || status === 'deferred' || (topics.has(id) && !status.startsWith('answered'))
  const answered = record.questions.filter((q) => q.status.startsWith('answered'))
  const left = record.questions.filter(isLeft)
  const shown = answered.slice(0, MOST_ANSWERED)
  const chapters = chaptersOf(record).slice(0, MOST_CHAPTERS)
  const askerOf = ({ asker }: RecordedQuestion): DocNode[] => {
    if (!withNames) return []
    const name = asker === null ? t('live.anonymous') : asker.isPseudonym ? t('live.pseudonym_of', { name: asker.name }) : t('common.san', { name: asker.name })
    return [words(t('record.asked_by', { name }))]
  }
  return toText([
    paragraph(words(t('record.intro_before')), linked(record.title, eventPage(ctx, record)), words(t('record.intro_summary'))),
    heading(t('record.summary')),
    list([
      [paragraph(words(t('record.held', { date: formatDate(record.startsAt, 'date', lng) })))],
      [paragraph(words(t('record.people', { count: record.peak })))],
      [paragraph(words(t('record.counts', { answered: answered.length, left: left.length })))],
    ]),
    ...(chapters.length === 0 ? [] : [heading(t('record.chapters')), list(chapters.map(({ id, text, second }) => [paragraph(linked(clockText(second), chapterPage(ctx, record, id)), words(`　${oneLine(text, CHAPTER)}`))]))]),
    ...(shown.length === 0 ? [] : [
      heading(t('record.questions')),
      ...shown.flatMap((q) => [paragraph(words(oneLine(q.text, 300), { type: 'bold' }), ...askerOf(q)), ...(q.answer === null ? [paragraph(words(t('record.answered_live')))] : [quoted(excerpt(q.answer, ANSWER))])]),
      ...(answered.length > shown.length ? [paragraph(words(t('record.more_below', { count: answered.length - shown.length })))] : []),
    ]),
    ...(left.length === 0 ? [] : [heading(t('record.left')), list(left.slice(0, MOST_LEFT).map((q) => {
      const topicId = topics.get(q.id)
      const text = oneLine(q.text, LEFT)
      return [paragraph(topicId === undefined ? words(text) : linked(text, `${ctx.place.publicUrl}/topics/${topicId}`))]
    }))]),
    ...materialParts(ctx, record, files),
  ])
}
