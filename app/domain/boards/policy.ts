import { type Account, type Actor, isMember, isStaff } from '../../core/actor.ts'

export type TopicFacts = { isClosed: boolean; isArchived: boolean }

/** Boards are for members: former employees who were verified, and people who work here. */
export const canReadBoards = (actor: Actor): boolean => isMember(actor)
/** A closed topic and an archived board can be read and take no new posts. */
export const canReply = (actor: Actor, topic: TopicFacts): boolean => canReadBoards(actor) && !topic.isClosed && !topic.isArchived
export const canStartTopic = (actor: Actor, board: { isArchived: boolean }): boolean => canReadBoards(actor) && !board.isArchived
/** The one set of reactions, in the order they are offered. None of them is against anybody. */
export const reactionKinds = ['like', 'thanks', 'useful', 'agree', 'cheer'] as const
/** Others' posts can be reacted to, also in a closed topic; an archived board stays as it is. */
export const canReact = (actor: Actor, post: { isMine: boolean; isArchived: boolean }): boolean => canReadBoards(actor) && !post.isMine && !post.isArchived
/** 事務局 hides posts and closes topics; every time with a line in the audit trail. */
export const canModerate = (actor: Actor): boolean => isStaff(actor)

/** A whole board is taken along as a file by 事務局 and by responsible departments; others read it where it is. */
export const canExportBoard = (actor: Actor): actor is Account => isMember(actor) && (actor.role === 'department' || isStaff(actor))

/** Who began a topic says what it is about and which post answers it; so does 事務局. */
export const canDescribeTopic = (actor: Actor, topic: { isAuthor: boolean }): boolean => canReadBoards(actor) && (topic.isAuthor || canModerate(actor))

/** A composer says so when a topic has rested this long. */
export const STALE_MS = 60 * 86_400_000

/** Seconds between posts of one member in slow mode, and hours until it ends, as 事務局 chooses them. */
export const slowSeconds = [30, 60, 300, 900, 3_600] as const
export const slowHours = [1, 6, 24, 72, 168] as const

/** The lists of topics, in the order of their tabs. */
export const topicLists = ['new', 'unread', 'hot', 'unanswered'] as const
export type TopicListName = (typeof topicLists)[number]
export const isTopicList = (value: unknown): value is TopicListName => topicLists.some((list) => list === value)

/** Tags a topic may carry, and characters a tag may have as people count them. */
export const MOST_TAGS = 5
export const TAG_LIMIT = 20

/** A topic can be written this long before it appears, and so many of one member wait. */
export const MOST_AHEAD_MS = 366 * 86_400_000
export const MOST_SCHEDULED = 20
/** Addresses under /boards/ that are pages of their own. */
export const reservedSlugs: readonly string[] = ['new', 'tags', 'scheduled']

/** How long a reason for hiding may be, in characters as people count them. */
export const REASON_LIMIT = 500

export type PostFacts = { isMine: boolean; isHidden: boolean; no: number }
/** Who wrote a post under their own name changes it whenever the topic takes posts; nobody else does, 事務局 neither. */
export const canEditPost = (actor: Actor, topic: TopicFacts, post: PostFacts): boolean => canReply(actor, topic) && post.isMine && !post.isHidden
/** The post a topic began with stays: what was said to it would hang in the air. */
export const canWithdrawPost = (actor: Actor, topic: TopicFacts, post: PostFacts): boolean => canEditPost(actor, topic, post) && post.no > 1

/** A reply can be undone this long. The server waits a little longer for what was on its way, and tells nobody before. */
export const UNDO_MS = 10_000
export const UNDO_GRACE_MS = 2_000
/** What an author took back, they can bring back this long. */
export const RESTORE_MS = 24 * 3_600_000
/** A slip corrected this soon is not called an edit. */
export const QUIET_EDIT_MS = 60_000

/** A member keeps at most this many drafts. */
export const MOST_DRAFTS = 100
/** Places where one writes: a reply, a new topic, an edit. */
export const replyPlace = (topicId: string): string => `topic:${topicId}`
export const newTopicPlace = 'new-topic'
/** まとめ of an event. */
export const summaryPlace = (eventId: string): string => `summary:${eventId}`
export const editPlace = (topicId: string, no: number): string => `edit:${topicId}:${no}`
