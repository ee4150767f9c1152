import { type Actor, isMember, isStaff } from '../../core/actor.ts'

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

/** How long a reason for hiding may be, in characters as people count them. */
export const REASON_LIMIT = 500
