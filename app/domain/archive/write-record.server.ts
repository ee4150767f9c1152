/** What a record says, as documents of the editor: the speaker goes on writing in them. */
import type { Ctx } from '../../core/ctx.ts'
import { formatDate } from '../../core/dates.ts'
import { type DocNode, MAX_DOC_BYTES } from '../../core/richtext/limits.ts'
import { excerpt } from '../../core/text.ts'
import type { RichText } from '../../core/richtext/read-text.server.ts'
import { pollLine, resultLines } from '../polls/index.server.ts'
import type { RoomPoll } from '../polls/views.ts'
import type { RecordedQuestion, RoomRecord } from '../live/index.server.ts'
import { clockText, secondOf } from '../live/views.ts'
import { chapterPage, eventPage, heading, linked, list, materialParts, paragraph, quoted, toText, translator, words } from './parts.server.ts'
import { QUESTIONS_A_POST } from './policy.ts'

/** Of a question in the list of what is left; and how much of a post is filled, so that its author can still add to it. */
const LEFT = 120
const ROOM_LEFT = 0.8

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
 * polls came to. `files`: its materials, null when they are not for all. `topics`: the topic each question left over became.
 */
export async function writeRecord(ctx: Ctx, record: RoomRecord, topics: ReadonlyMap<string, string>, polls: RoomPoll[] = [], files: readonly { id: string; name: string }[] | null = null): Promise<RichText[]> {
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
    ...(left.length === 0 ? [] : [heading(t('record.left')), list(left.slice(0, 100).map((q) => [paragraph(linked(excerpt(q.text.replace(/\s+/gu, ' '), LEFT), `${ctx.place.publicUrl}/topics/${topics.get(q.id)}`))]))]),
    ...materialParts(ctx, record, files),
  ]
  return [toText(first), ...inPosts(t('record.questions'), answered.map((q) => answeredQuestion(ctx, record, q))), ...inPosts(t('record.polls'), polls.map((poll) => closedPoll(t, poll, polls.find((p) => p.id === poll.firstId))))]
}

/** The post of what was answered after the end: each question with its answer, as many as it bears, and where it is talked about. */
export function writeLater(ctx: Ctx, record: RoomRecord, answered: readonly RecordedQuestion[], topics: ReadonlyMap<string, string>): RichText {
  const t = translator(record)
  const parts: DocNode[] = []
  let [bytes, shown] = [0, 0]
  for (const { id, text, answer } of answered) {
    const own = [
      paragraph(words(text.replace(/\s+/gu, ' '), { type: 'bold' })),
      ...(answer === null ? [paragraph(words(t('record.answered_live')))] : [quoted(answer)]),
      paragraph(linked(t('record.later_topic'), `${ctx.place.publicUrl}/topics/${topics.get(id)}`)),
    ]
    bytes += Buffer.byteLength(JSON.stringify(own))
    if (bytes > MAX_DOC_BYTES * ROOM_LEFT) break
    parts.push(...own)
    shown++
  }
  const more = answered.length - shown
  return toText([heading(t('record.later')), ...(answered.length === 0 ? [paragraph(words(t('record.later_none')))] : parts), ...(more > 0 ? [paragraph(words(t('record.later_more', { count: more })))] : [])])
}

/** Parts that belong together under a heading, as many a post as it bears. */
function inPosts(title: string, parts: DocNode[][]): RichText[] {
  const posts: DocNode[][][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const part of parts) {
    const own = Buffer.byteLength(JSON.stringify(part))
    const last = posts.at(-1)
    if (last !== undefined && last.length < QUESTIONS_A_POST && bytes + own <= MAX_DOC_BYTES * ROOM_LEFT) {
      last.push(part)
      bytes += own
    } else {
      posts.push([part])
      bytes = own
    }
  }
  return posts.map((post) => toText([heading(title), ...post.flat()]))
}

/** A poll as it stayed. */
function closedPoll(t: ReturnType<typeof translator>, poll: RoomPoll, first: RoomPoll | undefined): DocNode[] {
  const results = resultLines(t, poll, first)
  return [paragraph(words(pollLine(t, poll), { type: 'bold' })), ...(results.length === 0 ? [] : [list(results.map((text) => [paragraph(words(text.replace(/\s+/gu, ' ')))]))])]
}

/** Its time leads to where it is heard again, wherever in the recording that turns out to be. */
function answeredQuestion(ctx: Ctx, record: RoomRecord, { id, text, answer, votes, answeringAt }: RecordedQuestion): DocNode[] {
  const t = translator(record)
  const time = record.openedAt === null || answeringAt === null ? [] : [linked(clockText(secondOf(record.openedAt, answeringAt, record.recording)), chapterPage(ctx, record, id)), words('　')]
  return [
    paragraph(...time, words(text.replace(/\s+/gu, ' '), { type: 'bold' }), ...(votes > 0 ? [words(t('record.votes', { count: votes }))] : [])),
    ...(answer === null ? [paragraph(words(t('record.answered_live')))] : [quoted(answer)]),
  ]
}
