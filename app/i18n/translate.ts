import type { Language, Translate } from './types.ts'

type Part = string | { name: string }
type Values = Record<string, string | number>

/** 'あと{{count}}席' → ['あと', { name: 'count' }, '席'] */
function compile(text: string): Part[] {
  return text.split(/\{\{(\w+)\}\}/).flatMap((piece, i): Part[] => (i % 2 === 1 ? [{ name: piece }] : piece === '' ? [] : [piece]))
}

function fill(parts: Part[], values: Values | undefined, number: Intl.NumberFormat): string {
  let text = ''
  for (const part of parts) {
    if (typeof part === 'string') text += part
    else {
      const value = values?.[part.name]
      text += part.name === 'count' && typeof value === 'number' ? number.format(value) : String(value ?? '')
    }
  }
  return text
}

/** The text at a dotted key, or undefined. */
function lookUp(texts: object, key: string): string | undefined {
  let at: unknown = texts
  for (const step of key.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined
    at = (at as Record<string, unknown>)[step]
  }
  return typeof at === 'string' ? at : undefined
}

/**
 * Makes the translator of one language over one set of texts. It holds no state but what it has already looked up, so one
 * instance serves every request. Values are put in as they are (React escapes); `count` chooses the plural and is written
 * with thousands separators.
 */
export function createT<R extends object>(lng: Language, texts: object): Translate<R> {
  const plural = new Intl.PluralRules(lng)
  const number = new Intl.NumberFormat(lng)
  const known = new Map<string, Part[] | null>()

  function partsOf(key: string): Part[] | null {
    let parts = known.get(key)
    if (parts === undefined) {
      const text = lookUp(texts, key)
      parts = text === undefined ? null : compile(text)
      if (parts !== null) known.set(key, parts)
    }
    return parts
  }

  function find(key: string, values?: Values): string | undefined {
    const count = values?.['count']
    const parts = (typeof count === 'number' ? partsOf(`${key}_${plural.select(count)}`) ?? partsOf(`${key}_other`) : null) ?? partsOf(key)
    return parts === null ? undefined : fill(parts, values, number)
  }

  const say = (key: string, values?: Values): string => find(key, values) ?? key
  return Object.assign(say, { dynamic: say, lng }) as Translate<R>
}
