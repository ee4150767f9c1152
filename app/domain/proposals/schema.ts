import { z } from 'zod'
import { MAX_DOC_BYTES } from '../../core/richtext/limits.ts'
import { countGraphemes } from '../../core/text.ts'
import { LINE_LIMIT, MOST_AGENDA, MOST_COHOSTS, MOST_SEATS, MOST_SPEAKERS, NOTE_LIMIT, SUMMARY_LIMIT, TITLE_LIMIT } from './policy.ts'

/** One line: line ends and other control characters become spaces. */
const line = (limit: number, tooLong: string) => z.string().max(limit * 20, tooLong).default('').transform((s) => s.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim()).refine((s) => countGraphemes(s) <= limit, tooLong)
const lines = (limit: number, tooLong: string) => z.string().max(limit * 20, tooLong).default('').transform((s) => s.replace(/\r\n?/g, '\n').trim()).refine((s) => countGraphemes(s) <= limit, tooLong)

/** A time in Japan, as a form sends it. */
const localTime = z.string().default('').refine((s) => s !== '', 'form.required')
  .refine((s) => s === '' || (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(s) && !Number.isNaN(Date.parse(`${s}:00+09:00`))), 'proposals.time_form').transform((s) => new Date(`${s}:00+09:00`))

/** Where one meets online: an https address, without a name and a password in it. */
const joinUrl = z.string().trim().max(500, 'form.too_long').default('').refine((s) => s === '' || isSafeUrl(s), 'proposals.url_form')
function isSafeUrl(s: string): boolean {
  const url = URL.canParse(s) ? new URL(s) : null
  return url !== null && url.protocol === 'https:' && url.username === '' && url.password === '' && !/[\s\u0000-\u001f\u007f<>"]/.test(s)
}

/** 「19:00 はじめに」, a line each; the time may be of full width. */
const agenda = z.string().max(6_000, 'form.too_long').default('').transform((text, issues) => {
  const found: { at: string; text: string }[] = []
  for (const typed of text.split(/\r\n?|\n/).map((s) => s.trim()).filter((s) => s !== '')) {
    const [, hour = '', minute = '', words = ''] = /^([0-9０-９]{1,2})[:：]([0-9０-９]{2})[\s　〜~-]+(.+)$/u.exec(typed) ?? []
    const [h, m] = [Number(hour.normalize('NFKC')), Number(minute.normalize('NFKC'))]
    if (words === '' || h > 29 || m > 59) {
      issues.addIssue({ code: 'custom', message: 'proposals.agenda_form' })
      return z.NEVER
    }
    found.push({ at: `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`, text: words.replace(/[\u0000-\u001f\u007f]+/g, ' ') })
  }
  return found
}).refine((all) => all.length <= MOST_AGENDA, 'proposals.too_many_lines').refine((all) => all.every((l) => countGraphemes(l.text) <= LINE_LIMIT), 'form.too_long')

const capacity = z.string().trim().default('').transform((s) => s.normalize('NFKC')).refine((s) => s === '' || (/^\d{1,5}$/.test(s) && Number(s) >= 1 && Number(s) <= MOST_SEATS), 'proposals.seats_form').transform((s) => (s === '' ? null : Number(s)))
const seats = { venueCapacity: capacity, onlineCapacity: capacity }
const rows = (most: number) => z.array(z.string().max(400, 'form.too_long').transform((s) => s.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim())).max(most + 5, 'proposals.too_many_people').default([])

const words = {
  kind: z.enum(['seminar', 'meetup'], 'form.choose'),
  mode: z.enum(['online', 'venue', 'hybrid'], 'form.choose'),
  title: line(TITLE_LIMIT, 'proposals.title_too_long').refine((s) => s !== '', 'form.required'),
  summary: lines(SUMMARY_LIMIT, 'proposals.summary_too_long').refine((s) => s !== '', 'form.required'),
  text: z.string().max(MAX_DOC_BYTES, 'form.too_long').optional(),
  doc: z.string().max(MAX_DOC_BYTES, 'form.too_long').optional(),
  startsAt: localTime,
  endsAt: localTime,
  place: line(LINE_LIMIT, 'form.too_long'),
  joinUrl,
  agenda,
  /** Members, as 「浜岸 遥香 @haruka」. */
  cohosts: rows(MOST_COHOSTS),
  /** Members the same way, guests by name; `lines` says what each does. */
  speakers: rows(MOST_SPEAKERS),
  lines: rows(MOST_SPEAKERS),
}
type Words = { mode: string; startsAt: Date; endsAt: Date; place: string; text?: string | undefined; doc?: string | undefined; lines: string[] }
/** What must be right between the fields; said with what is wrong in one of them, so that nobody learns of it a mistake at a time. */
function together(input: Words, issues: z.RefinementCtx): void {
  // What is wrong with a field has been said already; then it is not what its type says.
  const hasTimes = [input.startsAt, input.endsAt].every((at: unknown) => at instanceof Date)
  if (hasTimes && input.endsAt <= input.startsAt) issues.addIssue({ code: 'custom', path: ['endsAt'], message: 'proposals.ends_after' })
  if ((input.mode === 'venue' || input.mode === 'hybrid') && input.place === '') issues.addIssue({ code: 'custom', path: ['place'], message: 'proposals.place_required' })
  if ((input.doc ?? '') === '' && (input.text ?? '').trim() === '') issues.addIssue({ code: 'custom', path: ['text'], message: 'form.required' })
  if (Array.isArray(input.lines) && input.lines.some((l: unknown) => typeof l === 'string' && countGraphemes(l) > LINE_LIMIT)) issues.addIssue({ code: 'custom', path: ['speakers'], message: 'proposals.line_too_long' })
}
const always = { when: () => true }

const commandId = z.uuid()
const version = z.coerce.number().int().min(1).max(2_000_000_000)
const note = lines(NOTE_LIMIT, 'proposals.note_too_long')

/** `draft`: the draft it was written in, which it ends. */
export const proposeInput = z.strictObject({ commandId, draft: z.uuid().optional(), ...seats, ...words }).superRefine(together, always)
export type ProposeInput = z.output<typeof proposeInput>

/** `version`: what the writer has seen. Seats count while it is no event yet; later seats have a page of their own. `note` goes to those who are told. */
export const editEventInput = z.strictObject({ commandId, version, ...seats, note: lines(SUMMARY_LIMIT, 'proposals.summary_too_long'), ...words }).superRefine(together, always)
export type EditEventInput = z.output<typeof editEventInput>
export type EventWords = Omit<ProposeInput, 'commandId' | 'draft' | keyof typeof seats>

/** What stands in the form, as it was typed: half-written is fine. */
const typed = (most: number) => z.string().max(most, 'form.too_long').default('')
export const eventFields = z.object({
  kind: typed(20), mode: typed(20), title: typed(2_000), summary: typed(6_000), text: typed(MAX_DOC_BYTES), doc: typed(MAX_DOC_BYTES), startsAt: typed(30), endsAt: typed(30), place: typed(2_000), joinUrl: typed(1_000),
  venueCapacity: typed(20), onlineCapacity: typed(20), agenda: typed(6_000), cohosts: z.array(typed(400)).max(20).default([]), speakers: z.array(typed(400)).max(20).default([]), lines: z.array(typed(400)).max(20).default([]),
})
export type EventFields = z.output<typeof eventFields>
export const keepDraftInput = eventFields.extend({ draft: z.uuid() })
export const dropDraftInput = z.strictObject({ commandId, draft: z.uuid() })

export const commentInput = z.strictObject({ commandId, text: note.refine((s) => s !== '', 'form.required') })
export const resubmitInput = z.strictObject({ commandId, text: note })
export const withdrawInput = z.strictObject({ commandId })
/** `version`: the event as whoever decides has seen it. */
export const approveInput = z.strictObject({ commandId, version, text: note })
/** `text`: what is to be changed, or why not. */
export const refuseInput = z.strictObject({ commandId, text: note.refine((s) => s !== '', 'form.required') })
/** `text`: why, for those who are registered. */
export const cancelInput = z.strictObject({ commandId, text: lines(SUMMARY_LIMIT, 'proposals.summary_too_long').refine((s) => s !== '', 'form.required') })

/** `alt`: an image in words. The file comes beside the form's texts. */
export const addMaterialInput = z.strictObject({ commandId, alt: line(LINE_LIMIT, 'form.too_long') })
export const dropMaterialInput = z.strictObject({ commandId, file: z.uuid() })
export const materialsForInput = z.strictObject({ commandId, who: z.enum(['all', 'going']) })
