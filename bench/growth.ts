import { type Big, bigPlace, startGrown, timeOf } from './big.ts'
import { type Figure, percentile, round } from './measure.ts'

const [FEW, MANY] = [1_000, 1_000_000]
const ROUNDS = 40

/** Four pages of the longest topic, so that long and short posts even out, the first page of a board, and the list of boards. */
const pagesOf = (big: Big): Record<string, string[]> => ({
  'Topic page': [1, 21, 41, 61].map((from) => `/topics/${big.longestTopic}?from=${from}`),
  'Board page': ['/boards/hello'],
  'List of boards': ['/boards'],
})

/** The same pages of a place with 1,000 posts and of one with 1,000,000, asked in turn, one at a time. The few stand in one board, so that its page is as full. */
export async function growth(): Promise<Figure[]> {
  const many = await bigPlace(MANY)
  const few = await startGrown(FEW, 200, 1)
  try {
    const figures: Figure[] = []
    for (const [what, ofFew] of Object.entries(pagesOf(few))) {
      const ofMany = pagesOf(many)[what] ?? []
      const times = { few: [] as number[], many: [] as number[] }
      for (let i = -5; i < ROUNDS; i++) {
        for (const [at, path] of ofFew.entries()) {
          const a = await timeOf(few, path)
          const b = await timeOf(many, ofMany[at] ?? path)
          if (i >= 0) {
            times.few.push(a)
            times.many.push(b)
          }
        }
      }
      const [a, b] = [percentile(times.few, 0.5), percentile(times.many, 0.5)]
      figures.push({ what: `${what}, ${MANY.toLocaleString('en')} posts against ${FEW.toLocaleString('en')}`, ours: `${round(b / a, 2)}×`, beside: `p50 ${round(b, 1)} against ${round(a, 1)} ms`, goal: '≤ 1.2×', isMet: b / a <= 1.2, note: `p95 ${round(percentile(times.many, 0.95), 1)} against ${round(percentile(times.few, 0.95), 1)} ms; asked in turn over HTTP, both products running` })
    }
    return figures
  } finally {
    await few.product.remove()
  }
}
