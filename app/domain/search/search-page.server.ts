import type { Ctx } from '../../core/ctx.ts'
import { isNothing } from './policy.ts'
import type { SearchInput } from './schema.ts'
import { type Results, search } from './search.server.ts'
import { suggest, type Suggestions } from './suggest.server.ts'

/**
 * What somebody who searches is shown: what was found, or what they may have meant. Nothing is suggested while they type, beyond the
 * first page, and when people could not be looked through: they may be what was meant.
 */
export async function searchOrSuggest(ctx: Ctx, input: SearchInput, { isTyping = false } = {}): Promise<{ results: Results; suggestions: Suggestions | null }> {
  const results = await search(ctx, input, { isTyping })
  const isEmpty = input.q !== '' && input.after === null && isNothing(results)
  return { results, suggestions: isEmpty && !isTyping && results.peopleWait === null ? await suggest(ctx, input) : null }
}
