import { LRUCache } from 'lru-cache'

/** Values by key, within so many bytes; what was not asked for longest goes first, and nothing takes more than a twentieth. `weightOf`: bytes of a value. */
export const store = <V extends object | string>(most: number, weightOf: (value: V) => number): LRUCache<string, V> =>
  new LRUCache({ maxSize: most, maxEntrySize: Math.floor(most / 20), sizeCalculation: (value, key) => 2 * key.length + weightOf(value) + 100 })

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' }
/** Escapes a text as React does. */
export const escapeText = (text: string): string => text.replace(/[&<>"']/g, (c) => escapes[c] ?? c)
