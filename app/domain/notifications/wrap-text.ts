/** Plain text parts of mails: short lines, full-width characters counting two, Japanese broken where Japanese may be broken. */

/** Columns a character takes in a fixed-width mail reader. */
const widthOf = (c: string): number => (/[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u.test(c) ? 2 : 1)
export const columns = (text: string): number => [...text].reduce((n, c) => n + widthOf(c), 0)

// 行頭禁則, 行末禁則
const neverFirst = /^[、。，．・：；？！?!,.:;)\]｝）〕」』】〉》％%ー々ゝゞぁぃぅぇぉっゃゅょァィゥェォッャュョ…〜～]/u
const neverLast = /[([｛（〔「『【〈《]$/u

/** Pieces that stay whole: an address, a run of Latin letters and digits with what follows it, or one other character with its marks. */
const pieces = (line: string): string[] => line.match(/https?:\/\/\S+|[\x21-\x7e]+ *| +|[^\x20-\x7e][\u3099\u309a\ufe00-\ufe0f\u{e0100}-\u{e01ef}]*/gu) ?? []

/** Breaks lines that are longer than `max` columns. An address longer than a line stays in one piece: cut, it could not be opened. */
export function wrapText(text: string, max = 74): string {
  return text.split('\n').map((line) => (columns(line) <= max ? line.trimEnd() : wrapLine(line, max))).join('\n')
}

function wrapLine(line: string, max: number): string {
  const indent = /^[ \u3000・-]*/.exec(line)?.[0] ?? ''
  const hang = indent.replace(/・/g, '\u3000').replace(/-/g, ' ')
  const lines: string[] = []
  let current = ''
  for (const piece of pieces(line)) {
    const isFull = columns(current + piece.trimEnd()) > max && current.trim() !== '' && current !== hang
    if (!isFull || neverFirst.test(piece)) current += piece
    else if (neverLast.test(current)) {
      const last = [...current].at(-1) ?? ''
      lines.push(current.slice(0, -last.length))
      current = hang + last + piece
    } else {
      lines.push(current)
      current = hang + piece.trimStart()
    }
  }
  return [...lines, current].map((l) => l.trimEnd()).join('\n')
}
