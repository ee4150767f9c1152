/** Lengths, excerpts and readings of Japanese text. Names are kept as typed; only comparison and search fold (search/fold.ts). */

const toHiragana = (s: string) => s.replace(/[ァ-ヶ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60))

/** ふりがな as stored: ﾔﾏﾀﾞ, ヤマダ and やまだ all become やまだ. */
export const foldKana = (s: string): string => toHiragana(s.normalize('NFKC')).replace(/\s+/g, ' ').trim()

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
