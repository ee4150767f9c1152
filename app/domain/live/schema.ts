import { z } from 'zod'
import { countGraphemes } from '../../core/text.ts'
import { dismissReasons, QUESTION_LIMIT } from './policy.ts'

const commandId = z.uuid()
const id = z.uuid()
/** A form sends texts, a socket booleans. */
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((v) => v === 'true')])

const questionText = z.string().max(4000, 'live.text_too_long')
  .transform((t) => t.replaceAll('\r\n', '\n').trim())
  .pipe(z.string().min(1, 'live.text_required')
    .refine((t) => countGraphemes(t) <= QUESTION_LIMIT, 'live.text_too_long')
    .refine((t) => !t.includes('\u0000'), 'form.invalid'))

export const askInput = z.strictObject({ commandId, eventId: id, text: questionText })
export const voteInput = z.strictObject({ commandId, questionId: id, isOn: flag })

/** 公開する, 回答する, 回答済みにする, 戻す: a host's word about one question. */
export const questionInput = z.strictObject({ commandId, questionId: id })
export const dismissInput = z.strictObject({ commandId, questionId: id, reason: z.enum(dismissReasons, 'live.reason_required') })

/** 開く, 終了する. */
export const roomInput = z.strictObject({ commandId, eventId: id })
/** 承認制, 質問の受付. */
export const switchInput = z.strictObject({ commandId, eventId: id, isOn: flag })

export type AskInput = z.output<typeof askInput>
export type VoteInput = z.output<typeof voteInput>
export type QuestionInput = z.output<typeof questionInput>
export type DismissInput = z.output<typeof dismissInput>
export type RoomInput = z.output<typeof roomInput>
export type SwitchInput = z.output<typeof switchInput>
