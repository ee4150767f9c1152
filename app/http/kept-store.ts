/** Values by key, within so many bytes; what was not asked for longest goes first. `weightOf`: bytes of a value. */
export function store<V>(most: number, weightOf: (value: V) => number) {
  const kept = new Map<string, V>()
  let size = 0
  const weigh = (key: string, value: V): number => 2 * key.length + weightOf(value) + 100
  return {
    get(key: string): V | undefined {
      const known = kept.get(key)
      if (known !== undefined) {
        kept.delete(key)
        kept.set(key, known)
      }
      return known
    },
    set(key: string, value: V): void {
      if (kept.has(key) || weigh(key, value) > most / 20) return
      kept.set(key, value)
      size += weigh(key, value)
      for (const [old, its] of kept) {
        if (size <= most) return
        kept.delete(old)
        size -= weigh(old, its)
      }
    },
    size: () => size,
  }
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' }
/** Escapes a text as React does. */
export const escapeText = (text: string): string => text.replace(/[&<>"']/g, (c) => escapes[c] ?? c)
