import { z } from 'zod'
import { countGraphemes } from '../../core/text.ts'
import { ANSWER_LIMIT, dismissReasons, LABEL_LIMIT, MESSAGE_LIMIT, QUESTION_LIMIT } from './policy.ts'

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

export const askInput = z.strictObject({ commandId, eventId: id, text: questionText })
export const voteInput = z.strictObject({ commandId, questionId: id, isOn: flag })

/** Of a host: 公開する, 回答する, 回答済みにする, あとで答える, 戻す, 分ける. Of its author: 取り下げる. */
export const questionInput = z.strictObject({ commandId, questionId: id })
export const dismissInput = z.strictObject({ commandId, questionId: id, reason: z.enum(dismissReasons, 'live.reason_required') })

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
