import { foldForSearch } from './fold.ts'

/** One word or phrase that must be in a text, or must not; `folded` is what is compared, `typed` what was written. */
export type Term = { folded: string; typed: string }
export type Query = { all: Term[]; none: Term[] }

export const MAX_TERMS = 8
export const MAX_QUERY = 200

const token = /(?<minus>[-－−‐])?(?:["”“＂](?<phrase>[^"”“＂]*)["”“＂]?|(?<word>[^\s"”“＂]+))/gu

/**
 * What somebody typed into the search box: words are joined by "and", a "phrase" holds its blanks, a word after - must not be there.
 * At most eight of them; what folds to nothing is left out.
 */
export function parseQuery(typed: string): Query {
  const query: Query = { all: [], none: [] }
  for (const { groups = {} } of typed.slice(0, MAX_QUERY).matchAll(token)) {
    const text = (groups['phrase'] ?? groups['word'] ?? '').trim()
    const folded = foldForSearch(text).trim()
    const side = groups['minus'] === undefined ? query.all : query.none
    if (folded === '' || side.some((t) => t.folded === folded)) continue
    side.push({ folded, typed: text })
    if (query.all.length + query.none.length === MAX_TERMS) break
  }
  return query
}

/** Nothing to look for: what must not be there alone finds nothing. */
export const isEmptyQuery = (q: Query): boolean => q.all.length === 0
