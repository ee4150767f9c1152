/** How much a member wants to hear of something, and who is told what because of it. Pure and browser-safe. */

export const attentionKinds = ['topic', 'board', 'tag', 'event'] as const
export type AttentionKind = (typeof attentionKinds)[number]

/** In rising order, as the database compares them. */
export const levels = ['muted', 'normal', 'watching_first', 'tracking', 'watching'] as const
export type Level = (typeof levels)[number]

/** What can be chosen for each, in the order it is offered. A topic has no new topics to hear of. */
export const offered: Record<AttentionKind, readonly Level[]> = {
  topic: ['watching', 'tracking', 'normal', 'muted'],
  board: ['watching', 'watching_first', 'tracking', 'normal', 'muted'],
  tag: ['watching', 'watching_first', 'tracking', 'normal', 'muted'],
  event: ['watching', 'watching_first', 'tracking', 'normal', 'muted'],
}

export const higher = (a: Level, b: Level): Level => (levels.indexOf(a) >= levels.indexOf(b) ? a : b)

/** Who has read so many pages of a topic, or for so long, follows it. */
export const READ_PAGES = 3
export const READ_SECONDS = 180
/** Between two marks of reading nobody reads longer than this. */
export const LONGEST_PAUSE_SECONDS = 120
export const hasReadOn = (read: { pages: number; seconds: number }): boolean => read.pages >= READ_PAGES || read.seconds >= READ_SECONDS

/** What a member chose for a topic and for what it belongs to, and what they did in it. */
export type AttentionFacts = {
  /** Chosen for the topic itself. */
  topic: Level | null
  /** The highest of what was chosen for its tags. */
  tag: Level | null
  /** For its event: chosen, or `watching` by registering. */
  event: Level | null
  board: Level | null
  /** Wrote in it under their name. */
  wrote: boolean
  /** Has read on in it (`hasReadOn`). */
  hasRead: boolean
}

/** The level that holds in a topic when neither a choice for it nor anything done in it says more. The most specific wins. */
export const inherited = ({ tag, event, board }: Pick<AttentionFacts, 'tag' | 'event' | 'board'>): Level => tag ?? event ?? board ?? 'normal'

/**
 * The level that holds in a topic. A choice for the topic beats everything; else writing there watches it; else the most specific choice
 * holds, which reading raises to tracking, but never out of silence.
 */
export function levelOf(facts: AttentionFacts): Level {
  if (facts.topic !== null) return facts.topic
  if (facts.wrote) return 'watching'
  const level = inherited(facts)
  return facts.hasRead && level !== 'muted' ? higher(level, 'tracking') : level
}

/** The level without what was done in the topic: what an undo goes back to. */
export const levelBefore = (facts: AttentionFacts): Level => {
  const level = levelOf({ ...facts, topic: null, wrote: false, hasRead: false })
  // A choice for a topic cannot be `watching_first`; without new topics to hear of it is `normal`.
  return level === 'watching_first' ? 'normal' : level
}

/** Why somebody might be told of a post. */
export type Reason = 'mention' | 'reply_to_me' | 'reply' | 'new_topic'

/** Whether somebody at this level is told. Silence is broken by a direct mention alone. */
export function isTold(level: Level, reason: Reason): boolean {
  if (reason === 'mention') return true
  if (reason === 'reply_to_me') return level !== 'muted'
  if (reason === 'reply') return level === 'watching'
  return level === 'watching' || level === 'watching_first'
}

/** Muted things are in no list across boards, no count and no digest. */
export const isCounted = (level: Level): boolean => level !== 'muted'

/** What stands for all events, where one event would: who watches it hears of each that is made known. */
export const EVERY_EVENT = '00000000-0000-0000-0000-000000000000'

/** Lists say how many posts are new of what is followed, and of the rest only that there are some. */
export const isTracked = (level: Level): boolean => level === 'tracking' || level === 'watching'
