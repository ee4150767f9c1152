/** Lengths, excerpts and readings of Japanese text. Names are kept as typed; only comparison and search fold (search/fold.ts). */

const toHiragana = (s: string) => s.replace(/[ァ-ヶ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60))

/** ふりがな as stored: ﾔﾏﾀﾞ, ヤマダ and やまだ all become やまだ. */
export const foldKana = (s: string): string => toHiragana(s.normalize('NFKC')).replace(/\s+/g, ' ').trim()

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' })

/** Length as people count it: graphemes, so that 𠮷 and 葛󠄀 are one. In short stretches, because the segmenter copies its whole input for every one; a cut may count one twice where a text is far beyond any limit. */
export function countGraphemes(s: string): number {
  let n = 0
  for (const [stretch] of s.matchAll(/[^]{1,2000}/gu)) for (const _ of graphemes.segment(stretch)) n++
  return n
}

/** The first `max` graphemes, with … when something was left out. */
export function excerpt(s: string, max: number): string {
  const parts: string[] = []
  for (const { segment } of graphemes.segment(s.slice(0, max * 100).replace(/\s+/g, ' ').trim())) {
    if (parts.length === max) return parts.join('') + '…'
    parts.push(segment)
  }
  return parts.join('')
}
