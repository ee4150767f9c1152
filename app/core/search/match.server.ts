import { Prisma } from '../../../prisma/generated/client.ts'
import { decodeCursor } from '../paging.ts'
import { isId } from '../ids.ts'
import type { Query } from './query.ts'

const lexeme = (text: string, isPrefix = false): string => `'${text.replace(/['\\]/g, '$&$&')}'${isPrefix ? ':*' : ''}`

/** What the index is asked for a folded word: every two neighbours, as `search_bigrams` keeps them. A character alone is the beginning of one. */
export function bigramsOf(folded: string): string[] {
  return folded.split(' ').flatMap((word) => {
    const letters = [...word]
    if (letters.length === 1) return [lexeme(word, true)]
    return letters.slice(1).map((c, i) => lexeme(`${letters[i]}${c}`))
  })
}

export const like = (folded: string): string => `%${folded.replace(/[\\%_]/g, '\\$&')}%`

/** Whether a folded column holds everything of the query and nothing it must not: exact, without any index. */
export function holds(column: Prisma.Sql, query: Query): Prisma.Sql {
  const all = Prisma.sql`${column} like all(${query.all.map((t) => like(t.folded))}::text[])`
  return query.none.length === 0 ? all : Prisma.sql`${all} and not ${column} like any(${query.none.map((t) => like(t.folded))}::text[])`
}

/** The same, found through the index on `search_bigrams(column)`; what the index says is always looked at again. */
export const found = (column: Prisma.Sql, query: Query): Prisma.Sql =>
  Prisma.sql`search_bigrams(${column}) @@ ${[...new Set(query.all.flatMap((t) => bigramsOf(t.folded)))].join(' & ')}::tsquery and ${holds(column, query)}`

/** What shares anything with the query, for suggestions. */
export const someOf = (query: Query): string => [...new Set(query.all.flatMap((t) => bigramsOf(t.folded)))].join(' | ')

/** How good a hit a row is whose folded text begins with its title: 0 is called so, 1 begins so, 2 says it later. */
export function rank(column: Prisma.Sql, query: Query): Prisma.Sql {
  const words = query.all.map((t) => t.folded).join(' ')
  return Prisma.sql`case when ${column} = ${words} then 0 when starts_with(${column}, ${words}) then 1 else 2 end`
}

/** The key of a list ordered by rank, then newest first. */
export const rankKey = (row: { rank: number; at: Date; id: string }): readonly (string | number)[] => [row.rank, row.at.toISOString(), row.id]

/** What comes after a cursor in such a list; everything when it is not one of ours. */
export function afterRank(row: Prisma.Sql, cursor: string | null): Prisma.Sql {
  const [place, at, id] = decodeCursor(cursor, 3) ?? []
  const time = new Date(String(at))
  if (!Number.isInteger(place) || Math.abs(Number(place)) > 9 || Number.isNaN(time.getTime()) || !isId(id)) return Prisma.sql`true`
  return Prisma.sql`(${row}.rank > ${place} or (${row}.rank = ${place} and (${row}.at, ${row}.id) < (${time}, ${id}::uuid)))`
}
