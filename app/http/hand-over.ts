/**
 * What a page hands to the browser: the loaders' data as turbo-stream writes it down (one line of JSON in which a value stands once
 * and others name its place), made at once instead of through a stream. Only for what loaders answer with: anything but plain
 * values and dates is `null`, and left to turbo-stream itself.
 */
const UNDEFINED = -7, NULL = -5, HOLE = -1, NAN = -2, NEGATIVE_INFINITY = -3, NEGATIVE_ZERO = -4, POSITIVE_INFINITY = -6

class Unknown extends Error {}

export function encodePlain(value: unknown): string | null {
  const places = new Map<unknown, number>()
  const written: string[] = []

  function place(v: unknown): number {
    if (v === undefined) return UNDEFINED
    if (v === null) return NULL
    const known = places.get(v)
    if (known !== undefined) return known
    if (typeof v === 'number') {
      if (Number.isNaN(v)) return NAN
      if (v === Infinity) return POSITIVE_INFINITY
      if (v === -Infinity) return NEGATIVE_INFINITY
      if (v === 0 && 1 / v < 0) return NEGATIVE_ZERO
    }
    const at = written.length
    written.push('')
    places.set(v, at)
    written[at] = write(v)
    return at
  }

  function write(v: unknown): string {
    if (typeof v === 'string' || typeof v === 'number' || typeof v === 'boolean') return JSON.stringify(v)
    if (typeof v !== 'object' || v === null) throw new Unknown()
    if (Array.isArray(v)) {
      let text = '['
      for (let i = 0; i < v.length; i++) text += `${i === 0 ? '' : ','}${i in v ? place(v[i]) : HOLE}`
      return `${text}]`
    }
    if (v instanceof Date) return `["D",${v.getTime()}]`
    if (Object.getPrototypeOf(v) !== Object.prototype) throw new Unknown()
    let text = '{'
    for (const key of Object.keys(v)) text += `${text.length === 1 ? '' : ','}"_${place(key)}":${place((v as Record<string, unknown>)[key])}`
    return `${text}}`
  }

  try {
    const at = place(value)
    return at < 0 ? `${at}\n` : `[${written.join(',')}]\n`
  } catch (error) {
    if (error instanceof Unknown) return null
    throw error
  }
}
