/** Two questions that say nearly the same: a hint for the host, never more. */

const known = new Map<string, Set<string>>()
/** More texts than a room holds are not kept. */
const KEPT = 3000

function pairsOf(text: string): Set<string> {
  const before = known.get(text)
  if (before) return before
  if (known.size >= KEPT) known.clear()
  const letters = [...text.normalize('NFKC').toLowerCase().replace(/[\s、。，．・？！?!「」『』（）()]/g, '')]
  const pairs = letters.slice(1).map((letter, i) => `${letters[i]}${letter}`)
  const saying = pairs.filter((pair) => !/^[ぁ-ん]{2}$/.test(pair))
  const found = new Set(saying.length > 0 ? saying : pairs)
  known.set(text, found)
  return found
}

/** How alike two texts are, from 0 to 1: the share of neighbouring letters they have in common (Dice), without what is hiragana alone: those say little. */
export function likeness(a: string, b: string): number {
  const [one, other] = [pairsOf(a), pairsOf(b)]
  if (one.size + other.size === 0) return 0
  let both = 0
  for (const pair of one) if (other.has(pair)) both++
  return (2 * both) / (one.size + other.size)
}

/** From here on two questions are worth a look. */
const ALIKE = 0.45

/** The text most like this one, if any is alike. */
export function mostAlike<Q extends { text: string }>(text: string, others: readonly Q[]): Q | undefined {
  let best: Q | undefined
  let most = ALIKE
  for (const other of others) {
    const found = likeness(text, other.text)
    if (found >= most) [best, most] = [other, found]
  }
  return best
}

/** Those that are alike, the most alike first. */
export const allAlike = <Q extends { text: string }>(text: string, others: readonly Q[], most: number): Q[] =>
  others.map((other) => ({ other, is: likeness(text, other.text) })).filter(({ is }) => is >= ALIKE).sort((a, b) => b.is - a.is).slice(0, most).map(({ other }) => other)
