import { z } from 'zod'
import { kinds, QUERY_LIMIT, spans, states } from './policy.ts'

const storable = (t: string) => !t.includes('\u0000') && !/\p{Surrogate}/u.test(t)
const word = (most: number) => z.string().trim().transform((t) => [...t].slice(0, most).join('')).refine(storable).transform((t) => (t === '' ? null : t)).nullable().default(null).catch(null)
const day = z.iso.date().nullable().default(null).catch(null)

/** What an address of the search page says. What cannot be meant is as if it were not there: a search never fails over its address. */
export const searchInput = z.object({
  q: z.string().trim().transform((t) => [...t].slice(0, QUERY_LIMIT).join('')).refine(storable).default('').catch(''),
  kind: z.enum(kinds).default('all').catch('all'),
  board: word(80), tag: word(100), author: word(60), event: word(40), after: word(300),
  when: z.enum(spans).nullable().default(null).catch(null),
  from: day, until: day,
  status: z.enum(states).nullable().default(null).catch(null),
  unanswered: z.literal('1').nullable().default(null).catch(null),
})
export type SearchInput = z.output<typeof searchInput>
