/** What a poll may belong to. */
export type PollSubject = 'post' | 'event'
export const pollKinds = ['one', 'many', 'scale', 'ranking', 'text', 'cloud'] as const
/** What posts take; rooms take them all. */
export const postKinds = ['one', 'many', 'scale'] as const
export type PollKind = (typeof pollKinds)[number]
export const pollShows = ['always', 'voted', 'closed'] as const
export type PollShows = (typeof pollShows)[number]

export const LEAST_CHOICES = 2
export const MOST_CHOICES = 10
/** A scale goes from 1 to 5. */
export const SCALE = 5
/** Words of one member in a cloud: as many as the poll says, up to this. */
export const MOST_WORDS = 10
export const FEW_WORDS = 3
/** Words of a cloud that are shown, the most frequent ones. */
export const WORDS_SHOWN = 40
/** Length of an answer in words. */
export const ANSWER_LIMIT = 200
/** In characters as people count them. */
export const QUESTION_LIMIT = 120
export const CHOICE_LIMIT = 60
/** A poll closes within a year. */
export const LONGEST_MS = 366 * 86_400_000

type Facts = { shows: PollShows; isClosed: boolean }
/** Whether somebody may see the counts: always, once they have voted, or when it is over. Who voted how is nobody's to see. */
export const canSeeCounts = ({ shows, isClosed }: Facts, hasVoted: boolean): boolean => isClosed || shows === 'always' || (shows === 'voted' && hasVoted)

/** Answered by choosing, or in words. */
export const isInWords = (kind: PollKind): boolean => kind === 'text' || kind === 'cloud'

/** What a poll has come to, choice by choice, as shares of 100: of those who voted, of a ranking as parts of all points. */
export function sharesOf({ kind }: { kind: PollKind }, { counts, voters }: { counts: number[] | null; voters: number }): number[] | null {
  if (counts === null) return null
  const whole = kind === 'ranking' ? counts.reduce((sum, n) => sum + n, 0) : voters
  return counts.map((n) => (whole === 0 ? 0 : Math.round((n / whole) * 100)))
}

/** What the projector shows of polls: of those that are open the one that was chosen, else the one that was started last; with none open the last one that was closed. */
export function pollOnStage<P extends { id: string; openedAt: string | null; closedAt: string | null }>(polls: readonly P[], chosenId: string | null): P | undefined {
  const open = polls.filter((p) => p.openedAt !== null && p.closedAt === null)
  return open.find((p) => p.id === chosenId) ?? open.at(-1) ?? polls.filter((p) => p.closedAt !== null).toSorted((a, b) => ((a.closedAt ?? '') < (b.closedAt ?? '') ? -1 : 1)).at(-1)
}

/** In full it shows the one that was chosen also after its end. */
export const pollInFull = <P extends { id: string; openedAt: string | null; closedAt: string | null }>(polls: readonly P[], chosenId: string | null): P | undefined =>
  polls.find((p) => p.id === chosenId && p.openedAt !== null) ?? pollOnStage(polls, null)
