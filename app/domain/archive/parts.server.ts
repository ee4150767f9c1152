/** The parts that records and summaries are made of, as documents of the editor. */
import type { Ctx } from '../../core/ctx.ts'
import type { DocMark, DocNode } from '../../core/richtext/limits.ts'
import { readText, type RichText } from '../../core/richtext/read-text.server.ts'
import { tFor } from '../../i18n/texts.server.ts'
import type { RoomRecord } from '../live/index.server.ts'

export const words = (text: string, ...marks: DocMark[]): DocNode => ({ type: 'text', text, ...(marks.length > 0 && { marks }) })
export const linked = (text: string, href: string): DocNode => words(text, { type: 'link', attrs: { href } })
export const paragraph = (...content: DocNode[]): DocNode => ({ type: 'paragraph', ...(content.length > 0 && { content }) })
export const heading = (text: string): DocNode => ({ type: 'heading', attrs: { level: 2 }, content: [words(text)] })
export const list = (items: DocNode[][]): DocNode => ({ type: 'bulletList', content: items.map((content) => ({ type: 'listItem', content })) })
/** A text of several lines: a paragraph each. */
const lines = (text: string): DocNode[] => text.split(/\n+/u).map((line) => line.trim()).filter((line) => line !== '').map((line) => paragraph(words(line)))
export const quoted = (text: string): DocNode => ({ type: 'blockquote', content: lines(text) })
export const toText = (content: DocNode[]): RichText => readText({ doc: JSON.stringify({ type: 'doc', content }) })

const MOST_FILES = 20
/** The materials by name, where everybody may have them; what the room can be seen again by; and where both stand with what comes later. `files`: null when they are for those who took part alone. */
export function materialParts(ctx: Ctx, record: Pick<RoomRecord, 'eventId' | 'lng' | 'recording'>, files: readonly { id: string; name: string }[] | null): DocNode[] {
  const t = translator(record)
  return [
    heading(t('record.materials')),
    list([
      ...(files ?? []).slice(0, MOST_FILES).map(({ id, name }) => [paragraph(linked(name, `${ctx.place.publicUrl}/files/${id}`))]),
      ...(record.recording === null ? [] : [[paragraph(linked(t('record.recording'), `${eventPage(ctx, record)}/live`))]]),
      [paragraph(linked(t('record.materials_at'), eventPage(ctx, record)))],
    ]),
  ]
}

export const translator = (record: Pick<RoomRecord, 'lng'>) => tFor(record.lng === 'en' ? 'en' : 'ja')
export const eventPage = (ctx: Ctx, { eventId }: Pick<RoomRecord, 'eventId'>): string => `${ctx.place.publicUrl}/events/${eventId}`
/** Where a question stands after the end, with the recording at it. */
export const chapterPage = (ctx: Ctx, record: Pick<RoomRecord, 'eventId'>, questionId: string): string => `${eventPage(ctx, record)}/live?chapter=${questionId}#q-${questionId}`
