import { z } from 'zod'
import { countGraphemes } from '../../core/text.ts'
import { type Answers, eventFilters, eventKinds, type FormQuestion, MOST_OPTIONS, MOST_THEMES, OPTION_LIMIT, QUESTION_LIMIT, questionField, questionKinds, rosterGroups, type SeatKind, seatKinds, SUPPORT_LIMIT } from './views.ts'

/** A question as it is stored; ids are short and the host's form makes them. */
const questionSchema = z.object({
  id: z.string().regex(/^[a-z0-9]{1,12}$/), text: z.string(), kind: z.enum(questionKinds), options: z.array(z.string()), isRequired: z.boolean(),
  when: z.object({ id: z.string(), option: z.string() }).nullable(),
})
/** The questions of an event's form, as its row holds them. */
export const questionsOf = (stored: unknown): FormQuestion[] => z.array(questionSchema).catch([]).parse(stored)
/** Answers as a registration's row holds them. */
export const answersOf = (stored: unknown): Answers => z.record(z.string(), z.union([z.string(), z.array(z.string())])).catch({}).parse(stored)

const support = z.string().trim().default('')
  .refine((t) => countGraphemes(t) <= SUPPORT_LIMIT, 'events.support_too_long')
  .refine((t) => !t.includes('\u0000'), 'form.invalid')
const isOn = z.literal('on').optional().transform((v) => v === 'on')

/** What registering takes; what is left out was not chosen. */
export type RegisterInput = { commandId: string; support: string; seat?: SeatKind | null | undefined; isListed?: boolean; answers?: Answers }
/** 申し込む. 配慮事項 are optional: up to 300 characters as people count them. Answers come as `q-<id>`. */
export const registerInput = z.object({ commandId: z.uuid(), support, seat: z.enum(seatKinds).nullish(), isListed: isOn })
  .catchall(z.union([z.string().max(4000), z.array(z.string().max(4000)).max(MOST_OPTIONS)]))
  .transform(({ commandId, support: needs, seat, isListed, ...rest }): RegisterInput => {
    const field = questionField('')
    const answers = Object.entries(rest).filter(([name]) => name.startsWith(field)).map(([name, value]) => [name.slice(field.length), value])
    return { commandId, support: needs, seat, isListed, answers: Object.fromEntries(answers) as Answers }
  })

/** What a registrant can change when nothing else can be changed any more. */
export const needsInput = z.strictObject({ commandId: z.uuid(), support, isListed: isOn })

export const leaveInput = z.strictObject({ commandId: z.uuid() })
export type LeaveInput = z.output<typeof leaveInput>

export const changeSeatInput = z.strictObject({ commandId: z.uuid(), seat: z.enum(seatKinds) })
export type ChangeSeatInput = z.output<typeof changeSeatInput>
export const listingInput = z.strictObject({ commandId: z.uuid(), isListed: isOn })

/** What a host does to one registration. */
export const participantInput = z.strictObject({ commandId: z.uuid(), memberId: z.uuid() })
export type ParticipantInput = z.output<typeof participantInput>
export const answerInput = participantInput.extend({ isApproved: z.enum(['yes', 'no']).transform((v) => v === 'yes') })
export type AnswerInput = z.output<typeof answerInput>
export const markInput = participantInput.extend({ came: z.enum(['attended', 'absent', 'going']) })
export type MarkInput = z.output<typeof markInput>
/** Somebody a host registers: the handle of their profile, with or without @. */
export const addInput = z.strictObject({ commandId: z.uuid(), handle: z.string().trim().transform((h) => h.replace(/^[@＠]/, '')).pipe(z.string().min(1, 'form.required').max(60, 'form.invalid')), seat: z.enum(seatKinds).nullish() })
export type AddInput = z.output<typeof addInput>

/** A number of seats as it is typed, full-width digits too; nothing: as many as come. */
const capacity = z.string().default('').transform((t) => t.normalize('NFKC').replace(/[\s,]|人$|席$/g, '')).refine((t) => /^\d{0,5}$/.test(t), 'events.settings.capacity_wrong').transform((t) => (t === '' ? null : Number(t)))
/** 申し込みの設定 of an event; also for forms of others that include it (`settingsShape`). */
export const settingsShape = { venueCapacity: capacity, onlineCapacity: capacity, offersSeats: isOn, needsApproval: isOn, showsRoster: isOn }
export const settingsInput = z.strictObject({ commandId: z.uuid(), ...settingsShape })
export type SettingsInput = z.output<typeof settingsInput>

export const rosterInput = z.object({ group: z.enum(rosterGroups).catch('coming'), after: z.string().max(300).nullable().catch(null) })
export type RosterInput = z.output<typeof rosterInput>

const within = (limit: number, key: string) => z.string().trim().refine((t) => countGraphemes(t) <= limit, key)
/** One option a line. */
const optionLines = z.string().default('').transform((t) => [...new Set(t.split(/\r\n|\r|\n/).map((l) => l.trim()).filter((l) => l !== ''))])
  .refine((l) => l.length <= MOST_OPTIONS, 'events.questions.options_many').refine((l) => l.every((o) => countGraphemes(o) <= OPTION_LIMIT), 'events.questions.option_long')
/** `id` empty: a new question. `when`: `<id>:<option>` of a question before, or nothing. */
export const questionInput = z.strictObject({
  commandId: z.uuid(), id: z.string().max(12).default('').transform((t) => (t === '' ? null : t)),
  text: within(QUESTION_LIMIT, 'events.questions.text_long').refine((t) => t !== '', 'form.required'), kind: z.enum(questionKinds), options: optionLines, isRequired: isOn,
  when: z.string().max(200).default('').transform((t) => { const at = t.indexOf(':'); return at < 0 ? null : { id: t.slice(0, at), option: t.slice(at + 1) } }),
}).refine((q) => q.kind === 'text' || q.options.length > 1, { path: ['options'], message: 'events.questions.options_few' })
export type QuestionInput = z.output<typeof questionInput>
export const questionRefInput = z.strictObject({ commandId: z.uuid(), id: z.string().max(12) })
export type QuestionRefInput = z.output<typeof questionRefInput>
export const questionMoveInput = questionRefInput.extend({ direction: z.enum(['up', 'down']) })
export type QuestionMoveInput = z.output<typeof questionMoveInput>

export const themesInput = z.strictObject({ commandId: z.uuid(), themes: z.array(z.string().max(100)).max(MOST_THEMES, 'events.settings.themes_many').default([]) })
export type ThemesInput = z.output<typeof themesInput>

/** What a list or a month of events is narrowed to: a view, a kind, somebody with a part in them (their handle), a theme. */
const narrowed = {
  show: z.enum(eventFilters).catch('all'),
  kind: z.enum(eventKinds).nullable().catch(null),
  by: z.string().regex(/^[\w-]{1,60}$/).nullable().catch(null),
  theme: z.string().min(1).max(100).nullable().catch(null),
}
/** The address of the list; what it does not understand shows the whole list. */
export const listInput = z.object({
  ...narrowed,
  when: z.enum(['ahead', 'past']).catch('ahead'),
  after: z.string().max(300).nullable().catch(null),
})
export type ListInput = z.output<typeof listInput>

/** A line of the agenda. */
export const agendaSchema = z.array(z.object({ at: z.string(), text: z.string() })).catch([])

/** The address of a month, 2025-12; without one that makes sense it is this month. */
export const monthInput = z.object({ ...narrowed, month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/).nullable().catch(null) })
export type MonthInput = z.output<typeof monthInput>
export type Narrowed = Pick<ListInput, 'show' | 'kind' | 'by' | 'theme'>

/** An address of another place: https, without a name and a password in it. */
const elsewhere = z.string().trim().max(500, 'form.too_long').default('').refine((s) => {
  if (s === '') return true
  const url = URL.canParse(s) ? new URL(s) : null
  return url !== null && url.protocol === 'https:' && s.startsWith('https://') && url.username === '' && url.password === '' && !/[\s\u0000-\u001f\u007f<>"]/.test(s)
}, 'archive.survey_form')
export const surveyInput = z.strictObject({ commandId: z.uuid(), attended: elsewhere, absent: elsewhere })
export type SurveyInput = z.output<typeof surveyInput>

export const certificateInput = z.strictObject({ commandId: z.uuid() })
export type CertificateInput = z.output<typeof certificateInput>
