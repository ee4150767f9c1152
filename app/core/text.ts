/** Folding of Japanese text. Names are kept as typed; only comparison and search fold. */

const toHiragana = (s: string) => s.replace(/[ァ-ヶ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60))

/** ふりがな as stored: ﾔﾏﾀﾞ, ヤマダ and やまだ all become やまだ. */
export const foldKana = (s: string): string => toHiragana(s.normalize('NFKC')).replace(/\s+/g, ' ').trim()

/** Characters that NFKC leaves apart and that people type for one another. */
const variants: Record<string, string> = { 髙: '高', 﨑: '崎', '𠮷': '吉', 德: '徳', 邊: '辺', 邉: '辺', 齋: '斎', 齊: '斎', 斉: '斎', 濵: '浜', 濱: '浜', 澤: '沢', 廣: '広', 眞: '真', 瀨: '瀬', 嶋: '島', '〜': '~' }
const variantPattern = new RegExp(`[${Object.keys(variants).join('')}]`, 'gu')

/** A text as search compares it: NFKC, lower case, variation selectors gone, variant characters folded, katakana as hiragana. */
export const foldForSearch = (s: string): string =>
  toHiragana(s.normalize('NFKC').toLowerCase().replace(/[\u{E0100}-\u{E01EF}\uFE00-\uFE0F]/gu, '')).replace(variantPattern, (c) => variants[c] ?? c)

/** Length as people count it: graphemes, so that 𠮷 and 葛󠄀 are one. */
export function countGraphemes(s: string): number {
  let n = 0
  for (const _ of new Intl.Segmenter('ja', { granularity: 'grapheme' }).segment(s)) n++
  return n
}

/** The first `max` graphemes, with … when something was left out. */
export function excerpt(s: string, max: number): string {
  const parts: string[] = []
  for (const { segment } of new Intl.Segmenter('ja', { granularity: 'grapheme' }).segment(s.replace(/\s+/g, ' ').trim())) {
    if (parts.length === max) return parts.join('') + '…'
    parts.push(segment)
  }
  return parts.join('')
}
