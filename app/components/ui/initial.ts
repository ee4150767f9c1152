const segmenter = typeof Intl.Segmenter === 'function' ? new Intl.Segmenter('ja', { granularity: 'grapheme' }) : null

/** Marks that belong to the character before them: variation selectors, combining and skin tone marks, joiners. */
const attached = /^(?:\p{M}|\p{Emoji_Modifier}|\u200D)/u

/** The same for browsers without Intl.Segmenter: the first character with the marks that belong to it. */
export function initialByHand(name: string): string {
  const text = name.trim()
  const [first = '', ...rest] = [...text]
  const end = rest.findIndex((c, i) => !attached.test(c) && rest[i - 1] !== '\u200D')
  return first + rest.slice(0, end === -1 ? rest.length : end).join('')
}

/** A letter, kana or kanji of one code unit with another (or nothing) behind it: one character for sure, and nearly every name. */
const plain = /^[A-Za-z\u3041-\u3096\u30A1-\u30FA\u4E00-\u9FFF](?=[A-Za-z\u3041-\u3096\u30A1-\u30FA\u4E00-\u9FFF]|$)/

/** The first character of a name as people see it: 𠮷, 葛󠄀 and 👩‍🌾 are one each. Empty names give ''. */
export function initialOf(name: string): string {
  const first = plain.exec(name)
  if (first) return first[0]
  if (segmenter === null) return initialByHand(name)
  for (const { segment } of segmenter.segment(name.trim())) return segment
  return ''
}

/** One of the eight avatar colours, always the same for the same member: FNV-1a over the id. */
export function avatarColour(seed: string): 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 {
  let hash = 0x811c9dc5
  for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193)
  return ((((hash ^ (hash >>> 15)) >>> 0) % 8) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8
}
