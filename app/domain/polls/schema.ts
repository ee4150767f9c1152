import { z } from 'zod'
import { countGraphemes } from '../../core/text.ts'
import { ANSWER_LIMIT, CHOICE_LIMIT, FEW_WORDS, isInWords, LEAST_CHOICES, LONGEST_MS, MOST_CHOICES, MOST_WORDS, type PollKind, pollShows, postKinds, QUESTION_LIMIT, SCALE } from './policy.ts'

const line = (limit: number) => z.string().max(2_000, 'form.too_long').transform((s) => s.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim()).pipe(z.string().refine((s) => countGraphemes(s) <= limit, 'form.too_long'))
const text = z.string().max(4_000, 'form.too_long')

/** The fields of a form that may make a poll; without any of them there is none. Choices are lines. */
export const pollFields = {
  pollQuestion: text.optional(),
  pollKind: text.optional(),
  pollChoices: text.optional(),
  pollMost: text.optional(),
  pollLow: text.optional(),
  pollHigh: text.optional(),
  pollShows: text.optional(),
  pollCloses: text.optional(),
} as const
export type PollFields = Partial<Record<keyof typeof pollFields, string | undefined>>

/** `2025-11-27T19:00`, as a browser sends it, in Japan's time. */
const closing = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/, 'form.invalid').transform((s) => new Date(`${s.slice(0, 16)}:00+09:00`)).refine((d) => !Number.isNaN(d.getTime()), 'form.invalid')

const choices = text.transform((s) => s.split(/\r?\n/).map((c) => c.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim()).filter((c) => c !== ''))
  .refine((all) => all.length >= LEAST_CHOICES && all.length <= MOST_CHOICES, 'polls.choices_number')
  .refine((all) => all.every((c) => countGraphemes(c) <= CHOICE_LIMIT), 'polls.choice_too_long')
  .refine((all) => new Set(all).size === all.length, 'polls.choices_twice')

export type PollSpec = { question: string; kind: PollKind; choices: string[]; most: number; shows: (typeof pollShows)[number]; closesAt: Date | null }

/** A poll as its form describes it, of one of these kinds. Messages stand beside the fields of the form. */
export const pollSpec = (now: Date, kinds: readonly PollKind[] = postKinds) => z.object({
  pollQuestion: line(QUESTION_LIMIT).pipe(z.string().min(1, 'form.required')),
  pollKind: z.enum(kinds, 'form.choose').default('one'),
  pollShows: z.enum(pollShows, 'form.choose').default('always'),
  pollCloses: z.preprocess((v) => (v === '' ? undefined : v), closing.refine((d) => d > now, 'polls.closes_past').refine((d) => d.getTime() - now.getTime() <= LONGEST_MS, 'polls.closes_late').optional()),
  pollChoices: z.string().default(''),
  pollMost: z.string().default(''),
  pollLow: line(CHOICE_LIMIT).default(''),
  pollHigh: line(CHOICE_LIMIT).default(''),
}).transform((given, issues): PollSpec => {
  const common = { question: given.pollQuestion, kind: given.pollKind, shows: given.pollShows, closesAt: given.pollCloses ?? null }
  if (given.pollKind === 'scale') return { ...common, choices: Array.from({ length: SCALE }, (_, i) => (i === 0 ? given.pollLow : i === SCALE - 1 ? given.pollHigh : '')), most: 1 }
  if (isInWords(given.pollKind)) {
    const words = given.pollKind === 'text' ? 1 : given.pollMost === '' ? FEW_WORDS : Number(given.pollMost)
    if (!Number.isInteger(words) || words < 1 || words > MOST_WORDS) issues.addIssue({ code: 'custom', path: ['pollMost'], message: 'polls.words_wrong' })
    return { ...common, choices: [], most: words }
  }
  const read = choices.safeParse(given.pollChoices)
  const most = given.pollKind === 'one' ? 1 : given.pollKind === 'ranking' ? (read.data?.length ?? 1) : given.pollMost === '' ? (read.data?.length ?? 1) : Number(given.pollMost)
  if (!read.success) issues.addIssue({ code: 'custom', path: ['pollChoices'], message: read.error.issues[0]?.message ?? 'form.invalid' })
  else if (!Number.isInteger(most) || most < 1 || most > read.data.length) issues.addIssue({ code: 'custom', path: ['pollMost'], message: 'polls.most_wrong' })
  return { ...common, choices: read.data ?? [], most }
})

/** Numbers of choices, from 1: a list from a socket or a form, or `1,3`. Each counts once. */
export const picks = z.preprocess(
  (v) => (v === undefined ? [] : typeof v === 'string' ? v.split(',') : v),
  z.array(z.coerce.number().int().min(1).max(MOST_CHOICES)).min(1, 'polls.choose').max(MOST_CHOICES).transform((all) => [...new Set(all)].sort((a, b) => a - b)),
)

/** `3,1,2` or a list: the choices of a ranking in their order. */
export const order = z.preprocess(
  (v) => (typeof v === 'string' ? v.split(',').filter((s) => s !== '') : (v ?? [])),
  z.array(z.coerce.number().int().min(1).max(MOST_CHOICES)).max(MOST_CHOICES),
)

/** An answer in words, of one line. */
export const answerText = z.string().max(ANSWER_LIMIT * 14, 'form.too_long').transform((s) => s.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim()).pipe(z.string().refine((s) => countGraphemes(s) <= ANSWER_LIMIT, 'form.too_long'))

const commandId = z.uuid()
const id = z.uuid()
/** A form sends texts, a socket booleans. */
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((v) => v === 'true')])

/** Of members in a room: choices, of a ranking in their order, or words. A form may send the place of each choice instead: `rank1=2`. */
const ranks = Object.fromEntries(Array.from({ length: MOST_CHOICES }, (_, i) => [`rank${i + 1}`, z.union([z.literal(''), z.coerce.number().int().min(1).max(MOST_CHOICES)]).optional()])) as Record<`rank${number}`, z.ZodOptional<z.ZodType<number | '', string | number>>>
export const answerPollInput = z.strictObject({ commandId, pollId: id, picks: order.optional(), text: answerText.optional(), ...ranks }).transform(({ commandId: command, pollId, picks: chosen = [], text: words = '', ...places }, issues) => {
  const placed = Object.entries(places).flatMap(([name, place]) => (typeof place === 'number' ? [{ choice: Number(name.slice(4)), place }] : [])).sort((a, b) => a.place - b.place)
  const all = [...chosen, ...placed.map((p) => p.choice)]
  if (new Set(all).size < all.length || new Set(placed.map((p) => p.place)).size < placed.length) issues.addIssue({ code: 'custom', path: ['picks'], message: 'ballots.place_twice' })
  return { commandId: command, pollId, picks: all, text: words }
})

/** Of hosts in a room. `pollId` of a form: the draft that it changes. */
export const draftPollInput = z.strictObject({ commandId, eventId: id, pollId: id.optional(), ...pollFields })
export const roomPollInput = z.strictObject({ commandId, pollId: id })
export const showPollInput = z.strictObject({ commandId, pollId: id, isOn: flag })
/** `what`: a word of a cloud by its key, or an answer by its id. */
export const hideInPollInput = z.strictObject({ commandId, pollId: id, what: z.string().min(1).max(200), isOn: flag })

export type AnswerPollInput = z.output<typeof answerPollInput>
export type DraftPollInput = z.output<typeof draftPollInput>
export type RoomPollInput = z.output<typeof roomPollInput>
export type ShowPollInput = z.output<typeof showPollInput>
export type HideInPollInput = z.output<typeof hideInPollInput>
