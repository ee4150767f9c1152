/** What can be looked for. `all` shows the best few of each. */
export const kinds = ['all', 'posts', 'topics', 'events', 'questions', 'news', 'voices', 'people'] as const
export type Kind = (typeof kinds)[number]

/** Spans of time to choose from; `year` is the fiscal year, from April. */
export const spans = ['week', 'month', 'year'] as const
export type Span = (typeof spans)[number]

/** What state something is in: topics and events; questions are open until they are answered, voices until it is said what became of them. */
export const states = ['open', 'closed'] as const
export type State = (typeof states)[number]

export const QUERY_LIMIT = 200
/** Searches among people one member can make in an hour: nobody copies the directory. */
export const PEOPLE_AN_HOUR = { points: 300, seconds: 3_600 }
/** Waits so long after the last key before it looks. */
export const TYPING_MS = 200

/** Whether there is no hit of any kind. */
export const isNothing = (r: Record<Exclude<Kind, 'all'>, { items: unknown[] }>): boolean => kinds.every((kind) => kind === 'all' || r[kind].items.length === 0)
