import type { SearchInput } from '~/domain/search/schema.ts'
import type { Kind } from '~/domain/search/policy.ts'

export const filterNames = ['board', 'tag', 'author', 'event', 'when', 'from', 'until', 'status', 'unanswered'] as const
type Filters = { [K in (typeof filterNames)[number]]: SearchInput[K] }

/** The address of a search; what is empty is left out of it. */
export function searchAddress(q: string, { kind = 'all', filters = {}, after = null }: { kind?: Kind; filters?: Partial<Filters>; after?: string | null } = {}): string {
  const params = new URLSearchParams({ q })
  if (kind !== 'all') params.set('kind', kind)
  for (const name of filterNames) {
    const value = filters[name]
    if (value) params.set(name, value)
  }
  if (after !== null) params.set('after', after)
  return `/search?${params.toString()}`
}

export const hasFilters = (input: Filters): boolean => filterNames.some((name) => input[name] !== null)
