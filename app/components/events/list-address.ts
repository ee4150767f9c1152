import type { EventFilter } from '~/domain/events/views.ts'

/** What a list or a month of events is narrowed to, as its address says it. */
export type ListQuery = { show: EventFilter; kind: 'seminar' | 'meetup' | null; by: string | null; theme: string | null }

const given = (query: ListQuery): [string, string | null][] => [['show', query.show === 'all' ? null : query.show], ['kind', query.kind], ['by', query.by], ['theme', query.theme]]

function address(path: string, parts: [string, string | null][]): string {
  const params = parts.filter((part): part is [string, string] => part[1] !== null)
  return params.length === 0 ? path : `${path}?${new URLSearchParams(params).toString()}`
}

/** The address of a view of the list; what is as always is left out. */
export const listAddress = (query: ListQuery, { when = 'ahead', after = null }: { when?: string; after?: string | null } = {}): string =>
  address('/events', [...given(query), ['when', when === 'past' ? 'past' : null], ['after', after]])

/** The address of a month; this month without one. */
export const monthAddress = (query: ListQuery, month: string | null): string => address('/events/calendar', [...given(query), ['month', month]])
