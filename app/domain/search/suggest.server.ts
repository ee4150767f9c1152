import type { Ctx } from '../../core/ctx.ts'
import { parseQuery, type Term } from '../../core/search/query.ts'
import { similarTopics } from '../boards/index.server.ts'
import { meant } from './readings.ts'
import { isNothing } from './policy.ts'
import type { SearchInput } from './schema.ts'
import { search } from './search.server.ts'

export type Suggestions = {
  /** The same words with fewer filters find something. */
  withoutFilters: boolean
  /** Other words that find something. */
  words: string[]
  topics: { id: string; title: string }[]
}

const MOST_TRIES = 6

const written = (t: Term): string => (/\s/.test(t.typed) ? `"${t.typed}"` : t.typed)

/** What somebody who found nothing may have meant; only what does find something is suggested. */
export async function suggest(ctx: Ctx, input: SearchInput): Promise<Suggestions> {
  const query = parseQuery(input.q)
  const plain: SearchInput = { ...input, kind: 'all', after: null, board: null, tag: null, author: null, event: null, when: null, from: null, until: null, status: null, unanswered: null }
  const finds = async (q: string) => !isNothing(await search(ctx, { ...plain, q }, { isTyping: true }))
  const other = query.all.flatMap((term, i) => meant(term.folded).map((word) => query.all.map((t, j) => (i === j ? word : written(t))).join(' ')))
  const fewer = query.all.length > 1 ? query.all.map((_, i) => query.all.filter((_t, j) => j !== i).map(written).join(' ')) : []
  const tries = [...new Set([...other, ...fewer])].slice(0, MOST_TRIES)
  const [withoutFilters, found, topics] = await Promise.all([finds(input.q), Promise.all(tries.map(finds)), similarTopics(ctx, query, 3)])
  return { withoutFilters, words: tries.filter((_, i) => found[i]), topics }
}
