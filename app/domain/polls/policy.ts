/** What a poll may belong to. */
export type PollSubject = 'post' | 'event'
export const pollKinds = ['one', 'many', 'scale'] as const
export type PollKind = (typeof pollKinds)[number]
export const pollShows = ['always', 'voted', 'closed'] as const
export type PollShows = (typeof pollShows)[number]

export const LEAST_CHOICES = 2
export const MOST_CHOICES = 10
/** A scale goes from 1 to 5. */
export const SCALE = 5
/** In characters as people count them. */
export const QUESTION_LIMIT = 120
export const CHOICE_LIMIT = 60
/** A poll closes within a year. */
export const LONGEST_MS = 366 * 86_400_000

type Facts = { shows: PollShows; isClosed: boolean }
/** Whether somebody may see the counts: always, once they have voted, or when it is over. Who voted how is nobody's to see. */
export const canSeeCounts = ({ shows, isClosed }: Facts, hasVoted: boolean): boolean => isClosed || shows === 'always' || (shows === 'voted' && hasVoted)
