import { z } from 'zod'
import { MAX_DOC_BYTES } from '../../core/richtext/limits.ts'
import { foldForSearch } from '../../core/search/fold.ts'
import { countGraphemes } from '../../core/text.ts'
import { picks, pollFields } from '../polls/schema.ts'
import { MOST_TAGS, REASON_LIMIT, reactionKinds, reservedSlugs, slowHours, slowSeconds, TAG_LIMIT } from './policy.ts'

export const TITLE_LIMIT = 80

/** What a composer sends: `doc` (the editor's JSON text), or `text` (a plain field). Which of them holds is decided by core/richtext. */
const written = { text: z.string().max(MAX_DOC_BYTES, 'form.too_long').optional(), doc: z.string().max(MAX_DOC_BYTES, 'form.too_long').optional() }
const topicId = z.uuid()
const commandId = z.uuid()

/** One line: line ends and other control characters become spaces. */
const line = z.string().transform((s) => s.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim())

/** Tags in one line, apart by spaces or commas; those that fold to the same count once. */
const tags = z.string().max(1_000, 'form.too_long').default('').transform((s) => {
  const names = s.normalize('NFKC').split(/[\s\u0000-\u001f\u007f、,#]+/u).filter((name) => name !== '')
  return [...new Map(names.map((name) => [foldForSearch(name), name])).values()]
}).refine((names) => names.length <= MOST_TAGS, 'boards.too_many_tags').refine((names) => names.every((name) => countGraphemes(name) <= TAG_LIMIT && !/\p{Surrogate}/u.test(name)), 'boards.tag_too_long')
const isTicked = z.literal('on').optional().transform((v) => v === 'on')

/** A time in Japan from a form, or nothing. */
const localTime = z.string().default('').refine((s) => s === '' || (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(s) && !Number.isNaN(Date.parse(`${s}:00+09:00`))), 'boards.appears_when')
  .transform((s) => (s === '' ? null : new Date(`${s}:00+09:00`)))

export const startTopicInput = z.strictObject({
  commandId,
  /** Slug of the board. */
  board: z.string().min(1, 'form.choose').max(100),
  title: line.pipe(z.string().min(1, 'boards.title_required').refine((s) => countGraphemes(s) <= TITLE_LIMIT, 'boards.title_too_long')),
  tags,
  /** The author waits for an answer. */
  asks: isTicked,
  /** 事務局: it stands as the organisation's own word. */
  isOfficial: isTicked,
  appearsAt: localTime,
  ...written,
  ...pollFields,
})

export const replyInput = z.strictObject({ commandId, topicId, ...written, ...pollFields })

/** A picture that was kept, what it shows, and whether it is not wanted after all; the files themselves do not come here. */
const pictureFields = {
  picture1: z.uuid().optional(), alt1: line.default(''), isDecorative1: isTicked, drop1: isTicked, image1: z.string().optional(),
  picture2: z.uuid().optional(), alt2: line.default(''), isDecorative2: isTicked, drop2: isTicked, image2: z.string().optional(),
  picture3: z.uuid().optional(), alt3: line.default(''), isDecorative3: isTicked, drop3: isTicked, image3: z.string().optional(),
  picture4: z.uuid().optional(), alt4: line.default(''), isDecorative4: isTicked, drop4: isTicked, image4: z.string().optional(),
}
const pictures = z.strictObject(pictureFields)
export type PictureFields = z.output<typeof pictures>
export const replyWithPicturesInput = z.strictObject({ commandId, topicId, text: z.string().max(MAX_DOC_BYTES, 'form.too_long').default(''), ...pictureFields })
export const startTopicWithPicturesInput = startTopicInput.extend(pictureFields)

const pollId = z.uuid()
export const voteInPollInput = z.strictObject({ commandId, topicId, pollId, picks })
export const closePollInput = z.strictObject({ commandId, topicId, no: z.coerce.number().int().min(1) })
export const changePollInput = z.strictObject({ commandId, topicId, no: z.coerce.number().int().min(1), ...pollFields })

/** Posts `from` to `to` were shown, one after another, none left out. */
export const markReadInput = z.strictObject({ commandId, topicId, from: z.int().min(1), to: z.int().min(1) })

/** A form sends texts, a socket booleans. */
const flag = z.union([z.boolean(), z.enum(['on', 'off']).transform((v) => v === 'on')])
export const reactInput = z.strictObject({ commandId, topicId, no: z.int().min(1), kind: z.enum(reactionKinds), isOn: flag })
export type ReactInput = z.output<typeof reactInput>
/** A button of a form: `like:on`. */
export const reactButtonInput = z.strictObject({
  set: z.templateLiteral([z.enum(reactionKinds), ':', z.enum(['on', 'off'])], 'form.invalid').transform((s) => {
    const [kind, word] = s.split(':')
    return { kind: z.enum(reactionKinds).parse(kind), isOn: word === 'on' }
  }),
})

export const markTopicReadInput = z.strictObject({ commandId })

export const closeTopicInput = z.strictObject({ commandId, topicId, isClosed: z.boolean() })
export const hidePostInput = z.strictObject({
  commandId,
  topicId,
  no: z.coerce.number().int().min(1),
  reason: z.string().trim().min(1, 'form.required').refine((s) => countGraphemes(s) <= REASON_LIMIT, 'form.too_long').refine((s) => !s.includes('\u0000'), 'form.invalid'),
})

const no = z.coerce.number().int().min(1).max(2_147_483_647)
/** `version`: of the text that was edited. */
export const editPostInput = z.strictObject({ commandId, topicId, no, version: z.coerce.number().int().min(1).max(2_147_483_647), ...written })
/** A post, and nothing more to say of it: taking it back, bringing it back, showing it again. */
export const postInput = z.strictObject({ commandId, topicId, no })
export const redactVersionInput = z.strictObject({ ...postInput.shape, version: z.coerce.number().int().min(1).max(2_147_483_647), reason: hidePostInput.shape.reason })
const topicCommand = z.strictObject({ commandId, topicId })
/** A number of a choice, as a form sends it. */
const oneOf = (choices: readonly number[]) => z.coerce.number().refine((n) => choices.includes(n), 'form.choose')
/** A day in Japan from a date field, as the date it is stored as. */
const day = z.string().regex(/^(\d{4}-\d{2}-\d{2})?$/, 'form.invalid').refine((s) => s === '' || !Number.isNaN(Date.parse(`${s}T00:00:00Z`)), 'form.invalid')
  .transform((s) => (s === '' ? null : new Date(`${s}T00:00:00Z`)))

export const pinTopicInput = topicCommand.extend({ isPinned: z.boolean() })
export const slowTopicInput = topicCommand.extend({ seconds: oneOf([0, ...slowSeconds]), hours: oneOf(slowHours) })
export const tagTopicInput = topicCommand.extend({ tags, asks: isTicked })
export const acceptAnswerInput = topicCommand.extend({ no, isAnswer: z.boolean() })
export const assignTopicInput = topicCommand.extend({ assignee: line.pipe(z.string().min(1, 'form.required').max(100, 'form.too_long')), due: day })
export const finishTopicInput = topicCommand
export const askToConfirmInput = topicCommand.extend({ isAsked: z.boolean() })
export const confirmTopicInput = topicCommand

export const scheduledInput = z.strictObject({ commandId, id: z.uuid() })

const words = (most: number) => line.pipe(z.string().min(1, 'form.required').refine((s) => countGraphemes(s) <= most, 'form.too_long').refine((s) => !/\p{Surrogate}/u.test(s), 'form.invalid'))
export const saveBoardInput = z.strictObject({
  commandId,
  /** None for a new board. */
  id: z.uuid().optional(),
  slug: z.string().trim().default('').refine((s) => s === '' || (/^[a-z0-9][a-z0-9-]{1,39}$/.test(s) && !reservedSlugs.includes(s)), 'manage.slug_form'),
  name: words(40),
  description: words(200),
})
export const moveBoardInput = z.strictObject({ commandId, id: z.uuid(), direction: z.enum(['up', 'down']) })
export const archiveBoardInput = z.strictObject({ commandId, id: z.uuid(), isArchived: flag })
export const offerTagInput = z.strictObject({ commandId, tags, isOffered: flag })
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
/** Where a draft belongs: a topic's composer, the form of a new topic, the edit of a post, the summary of an event. */
export const draftPlace = z.string().regex(new RegExp(`^(?:new-topic|event:${uuid}|summary:${uuid}|topic:${uuid}|edit:${uuid}:[1-9][0-9]{0,8})$`))
const version = z.coerce.number().int().min(0).max(2_000_000_000)
const typed = (most: number) => z.string().max(most, 'form.too_long').refine((s) => !/\u0000|\p{Surrogate}/u.test(s), 'form.invalid').optional()
/** A new topic's fields come with its text, as they were typed so far. */
export const saveDraftInput = z.strictObject({ place: draftPlace, base: version, title: typed(500), board: typed(100), tags: typed(1_000), ...written })
export const dropDraftInput = z.strictObject({ place: draftPlace, version })
export const dropDraftFormInput = dropDraftInput.extend({ commandId })

export const moveTopicInput = topicCommand.extend({ board: z.string().min(1, 'form.choose').max(100) })

/** 5, 7-9 → 5, 7, 8, 9: at most 200 posts. */
const postNos = z.string().max(1_000, 'form.too_long').transform((s, issues) => {
  const nos = new Set<number>()
  for (const part of s.normalize('NFKC').split(/[\s,、]+/u).filter((p) => p !== '')) {
    const [, first, last] = /^(\d{1,7})(?:[-~〜](\d{1,7}))?$/.exec(part) ?? []
    const [from, to] = [Number(first), Number(last ?? first)]
    if (first === undefined || from < 1 || to < from || to - from >= 200) issues.addIssue({ code: 'custom', message: 'manage.split_pick' })
    else for (let n = from; n <= to; n++) nos.add(n)
  }
  if (nos.size === 0 || nos.size > 200) issues.addIssue({ code: 'custom', message: 'manage.split_pick' })
  return [...nos].sort((a, b) => a - b)
})
export const splitTopicInput = topicCommand.extend({ nos: postNos, title: startTopicInput.shape.title, board: z.string().min(1, 'form.choose').max(100) })

/** The address of a topic, or its id. */
const topicAddress = z.string().max(500).transform((s) => /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(s)?.[0]?.toLowerCase() ?? '').refine((s) => s !== '', 'manage.merge_where')
export const mergeTopicsInput = topicCommand.extend({ into: topicAddress })
