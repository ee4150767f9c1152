import { isId } from './ids.ts'

/** A page of a list that is paged by key. `next` and `prev` are opaque cursors for the address bar; null at the ends. */
export type Page<T> = { items: T[]; next: string | null; prev?: string | null }

const toBase64Url = (s: string) => btoa(String.fromCharCode(...new TextEncoder().encode(s))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
const fromBase64Url = (s: string) => new TextDecoder().decode(Uint8Array.from(atob(s.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0)))

/** The key of a row, as one cursor. */
export const encodeCursor = (key: readonly (string | number)[]): string => toBase64Url(JSON.stringify(key))

/** The key inside a cursor, or null when it was not made by us: a wrong cursor shows the first page. */
export function decodeCursor(cursor: string | null | undefined, length: number): (string | number)[] | null {
  if (!cursor || cursor.length > 300) return null
  try {
    const key: unknown = JSON.parse(fromBase64Url(cursor))
    return Array.isArray(key) && key.length === length && key.every((k) => typeof k === 'string' || typeof k === 'number') ? key : null
  } catch {
    return null
  }
}

/** From `limit + 1` rows to a page of `limit`. */
export function toPage<T>(rows: T[], limit: number, key: (row: T) => readonly (string | number)[]): Page<T> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(key(last)) : null }
}

/** The key of a list ordered by time and id, or null when the cursor is not one: then the first page is shown. */
export function decodeTimeCursor(cursor: string | null | undefined): { at: Date; id: string } | null {
  const key = decodeCursor(cursor, 2)
  if (key === null) return null
  const at = new Date(String(key[0]))
  const id = String(key[1])
  return Number.isNaN(at.getTime()) || !isId(id) ? null : { at, id }
}
