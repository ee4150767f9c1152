import { z } from 'zod'
import { countGraphemes } from '../../core/text.ts'
import { ANSWER_LIMIT, APPEAL_LIMIT, dismissReasons, LABEL_LIMIT, MESSAGE_LIMIT, MOST_OFFSET, NOTE_LIMIT, PSEUDONYM_LIMIT, QUESTION_LIMIT, roomReactions, stageViews } from './policy.ts'
import { secondsIn } from './views.ts'

const commandId = z.uuid()
const id = z.uuid()
/** A form sends texts, a socket booleans. */
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((v) => v === 'true')])

/** What people write, without NUL, as long as people count it. */
const words = (limit: number, required: string, tooLong: string) => z.string().max(limit * 14, tooLong)
  .transform((t) => t.replaceAll('\r\n', '\n').trim())
  .pipe(z.string().min(1, required)
    .refine((t) => countGraphemes(t) <= limit, tooLong)
    .refine((t) => !t.includes('\u0000'), 'form.invalid'))

const questionText = words(QUESTION_LIMIT, 'live.text_required', 'live.text_too_long')

/** Under another name when `pseudonym` says one. */
export const askInput = z.strictObject({
  commandId, eventId: id, text: questionText,
  as: z.enum(['name', 'pseudonym']).optional(),
  pseudonym: z.string().max(PSEUDONYM_LIMIT * 14, 'live.pseudonym_too_long').transform((t) => t.trim()).optional(),
}).superRefine(({ as, pseudonym = '' }, check) => {
  if (as !== 'pseudonym') return
  const length = countGraphemes(pseudonym)
  if (length < 2 || length > PSEUDONYM_LIMIT || /[\u0000-\u001f]/.test(pseudonym)) check.addIssue({ code: 'custom', path: ['pseudonym'], message: length > PSEUDONYM_LIMIT ? 'live.pseudonym_too_long' : 'live.pseudonym_required' })
})
/** 32 random bytes that only the asking browser has. */
const capability = z.string().regex(/^[\w-]{43}$/, 'form.invalid')
export const askAnonymouslyInput = z.strictObject({ capability, eventId: id, text: questionText })
export const changeAnonymousInput = z.strictObject({ questionId: id, text: questionText })
export const withdrawAnonymousInput = z.strictObject({ questionId: id })

export const askingModeInput = z.strictObject({ commandId, eventId: id, mode: z.enum(['pseudonym', 'anonymous']), isOn: flag })
/** Without `pollId` the poll on the projector stays which it was. */
export const stageViewInput = z.strictObject({ commandId, eventId: id, view: z.enum(stageViews), pollId: id.optional() })
export const streamInput = z.strictObject({ commandId, eventId: id, url: z.string().max(500, 'live.stream_unknown').transform((t) => t.trim()) })
/** `offset`: where in the recording the room was opened, as a clock says it; nothing is its beginning. */
export const recordingInput = z.strictObject({
  commandId, eventId: id, url: z.string().max(500, 'live.stream_unknown').transform((t) => t.trim()),
  offset: z.string().max(20, 'live.offset_form').default('').transform((typed, check) => {
    const seconds = typed.trim() === '' ? 0 : secondsIn(typed)
    if (seconds !== null && Math.abs(seconds) <= MOST_OFFSET) return seconds
    check.addIssue({ code: 'custom', message: 'live.offset_form' })
    return z.NEVER
  }),
})
export type RecordingInput = z.output<typeof recordingInput>
export const exportInput = z.strictObject({ as: z.enum(['csv', 'md']), withNames: flag.optional().transform((v) => v ?? false) })
export const applaudInput = z.strictObject({ eventId: id, reaction: z.enum(roomReactions) })
export const voteInput = z.strictObject({ commandId, questionId: id, isOn: flag })

/** Of a host: 公開する, 回答する, 回答済みにする, あとで答える, 戻す, 分ける. Of its author: 取り下げる. */
export const questionInput = z.strictObject({ commandId, questionId: id })
/** `note`: what its author alone reads; an answer to them alone is nothing without it. */
export const dismissInput = z.strictObject({
  commandId, questionId: id, reason: z.enum(dismissReasons, 'live.reason_required'),
  note: z.string().max(NOTE_LIMIT * 14, 'live.note_too_long').transform((t) => t.replaceAll('\r\n', '\n').trim())
    .pipe(z.string().refine((t) => countGraphemes(t) <= NOTE_LIMIT, 'live.note_too_long').refine((t) => !t.includes('\u0000'), 'form.invalid')).optional(),
}).superRefine(({ reason, note = '' }, check) => {
  if (reason === 'private' && note === '') check.addIssue({ code: 'custom', path: ['note'], message: 'live.note_required' })
})
const appealText = words(APPEAL_LIMIT, 'live.appeal_required', 'live.appeal_too_long')
/** Of its author, once: もう一度見てもらう. */
export const appealInput = z.strictObject({ commandId, questionId: id, text: appealText })
export const appealAnonymousInput = z.strictObject({ questionId: id, text: appealText })

/** Other words, of a host or the author. */
export const editInput = z.strictObject({ commandId, questionId: id, text: questionText })
export const writeAnswerInput = z.strictObject({ commandId, questionId: id, text: words(ANSWER_LIMIT, 'live.answer_required', 'live.answer_too_long') })
export const mergeInput = z.strictObject({ commandId, questionId: id, intoId: z.uuid('live.merge_required') })

export const makeLabelInput = z.strictObject({
  commandId, eventId: id, name: words(LABEL_LIMIT, 'live.label_required', 'live.label_too_long'),
  /** A box that is not ticked sends nothing. */
  isPublic: flag.optional().transform((v) => v ?? false),
})
export const dropLabelInput = z.strictObject({ commandId, eventId: id, labelId: id })
export const labelInput = z.strictObject({ commandId, questionId: id, labelId: id, isOn: flag })

export const sayInput = z.strictObject({ commandId, eventId: id, text: words(MESSAGE_LIMIT, 'live.message_required', 'live.message_too_long') })
export const readMessageInput = z.strictObject({ commandId, messageId: id })
export const handOverInput = z.strictObject({ commandId, eventId: id, memberId: z.uuid('live.host_required') })

/** 開く, 終了する, 進行を引き取る. */
export const roomInput = z.strictObject({ commandId, eventId: id })
/** 承認制, 質問の受付. */
export const switchInput = z.strictObject({ commandId, eventId: id, isOn: flag })

export type AskInput = z.output<typeof askInput>
export type VoteInput = z.output<typeof voteInput>
export type QuestionInput = z.output<typeof questionInput>
export type DismissInput = z.output<typeof dismissInput>
export type AskAnonymouslyInput = z.output<typeof askAnonymouslyInput>
export type AskingModeInput = z.output<typeof askingModeInput>
export type StageViewInput = z.output<typeof stageViewInput>
export type ExportInput = z.output<typeof exportInput>
export type StreamInput = z.output<typeof streamInput>
export type AppealInput = z.output<typeof appealInput>
export type EditInput = z.output<typeof editInput>
export type WriteAnswerInput = z.output<typeof writeAnswerInput>
export type MergeInput = z.output<typeof mergeInput>
export type MakeLabelInput = z.output<typeof makeLabelInput>
export type DropLabelInput = z.output<typeof dropLabelInput>
export type LabelInput = z.output<typeof labelInput>
export type SayInput = z.output<typeof sayInput>
export type ReadMessageInput = z.output<typeof readMessageInput>
export type HandOverInput = z.output<typeof handOverInput>
export type RoomInput = z.output<typeof roomInput>
export type SwitchInput = z.output<typeof switchInput>

/** The event stands in the address. */
export const rehearsalInput = z.strictObject({ commandId: z.uuid() })
