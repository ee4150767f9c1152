import { diffArrays } from 'diff'

/** A stretch of a text as it was and as it is. `…` stands for a long stretch that stayed. */
export type DiffPart = { kind: 'same' | 'added' | 'removed'; text: string }

const words = new Intl.Segmenter('ja', { granularity: 'word' })
/** Words as Japanese has them, without spaces; each line end and each mark by itself. In short stretches, because the segmenter copies its whole input for every word. */
const piecesOf = (text: string): string[] => (text.match(/[^\n。]{0,200}[\n。]?/gu) ?? []).flatMap((stretch) => [...words.segment(stretch)].map(({ segment }) => segment))

const linesOf = (text: string): string[] => text.split(/(?<=\n)/)

/** More differences than this are looked at by lines, and if they differ that much too, the whole stands beside the whole. The work grows with the square. */
const MOST_EDITS = 400
/** What stayed is shown this far around a change. */
const AROUND = 60

const clip = (text: string, isFirst: boolean, isLast: boolean): string => {
  const chars = [...text]
  const [head, tail] = [isFirst ? 0 : AROUND, isLast ? 0 : AROUND]
  if (chars.length <= head + tail + 20) return text
  return `${chars.slice(0, head).join('')} … ${tail === 0 ? '' : chars.slice(-tail).join('')}`
}

/** The differences of two texts by words. Put together, what is not added is `before` and what is not removed is `after`, but for clipped stretches. */
export function diffText(before: string, after: string, isClipped = true): DiffPart[] {
  const found = diffArrays(piecesOf(before), piecesOf(after), { maxEditLength: MOST_EDITS }) ?? diffArrays(linesOf(before), linesOf(after), { maxEditLength: MOST_EDITS })
  const parts: DiffPart[] = found === undefined
    ? [{ kind: 'removed', text: before }, { kind: 'added', text: after }]
    : found.map(({ added, removed, value }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value.join('') }))
  if (!isClipped) return parts
  return parts.map((part, i) => (part.kind === 'same' ? { ...part, text: clip(part.text, i === 0, i === parts.length - 1) } : part))
}
