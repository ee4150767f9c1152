import type { VoiceStep } from '~/domain/voices/policy.ts'

/** What a river is drawn of: voices that came to a step, those being considered now, and of the done ones what they had become. */
export type Water = { came: Partial<Record<VoiceStep, number>>; considering: number; done: Partial<Record<VoiceStep, number>> }
export type Bank = { step: VoiceStep; n: number; x: number; y: number; height: number; colour: number; /** Where its words stand. */ label: { x: number; y: number } }
export type Stream = { path: string; colour: number }

const HEIGHT = 208
const TOP = 60
const GAP = 42
const WIDTH = 7
const columns = [18, 300, 620, 890] as const
const colours: Partial<Record<VoiceStep, number>> = { considering: 5, partly: 1, adopted: 3, noted: 4, declined: 5, done: 3 }
const colourOf = (step: VoiceStep): number => colours[step] ?? 1
/** An end is drawn at least this high, and the next one so much below it, so that words have room. */
const LEAST = 5

const between = (x1: number, from: number, x2: number, to: number, height: number): string => {
  const middle = (x1 + x2) / 2
  return `M${x1} ${from}C${middle} ${from} ${middle} ${to} ${x2} ${to}v${height}C${middle} ${to + height} ${middle} ${from + height} ${x1} ${from + height}z`
}

/** The way of voices from 受付 to 実施 on a field of 1040 by 330. Null where no voice was received. */
export function river({ came, considering, done }: Water): { banks: Bank[]; streams: Stream[]; height: number } | null {
  const n = (step: VoiceStep): number => came[step] ?? 0
  if (n('received') === 0) return null
  const high = (count: number): number => Math.round((count / n('received')) * HEIGHT * 10) / 10
  const banks: Bank[] = []
  const streams: Stream[] = []
  const bank = (step: VoiceStep, count: number, column: number, y: number, isHead = false): Bank => {
    const x = columns[column] ?? 0
    const height = Math.max(LEAST, high(count))
    const made = { step, n: count, x, y, height, colour: colourOf(step), label: isHead ? { x, y: TOP - 26 } : { x: x + 18, y: y + height / 2 + 6 } }
    banks.push(made)
    return made
  }
  const flow = (from: Bank, at: number, to: Bank, count: number): void => {
    if (count > 0) streams.push({ path: between(from.x + WIDTH, at, to.x, to.y, high(count)), colour: to.colour })
  }
  const start = bank('received', n('received'), 0, TOP, true)
  if (n('answered') > 0) flow(start, TOP, bank('answered', n('answered'), 1, TOP, true), n('answered'))
  const answered = banks.find((b) => b.step === 'answered')
  if (considering > 0) flow(start, TOP + high(n('answered')), bank('considering', considering, 1, TOP + (answered === undefined ? 0 : answered.height + GAP)), considering)
  let from = TOP
  let y = 26
  let sea = 26
  for (const step of ['adopted', 'partly', 'noted', 'declined'] as const) {
    if (n(step) === 0 || answered === undefined) continue
    const end = bank(step, n(step), 2, y)
    flow(answered, from, end, n(step))
    from += high(n(step))
    y += Math.max(end.height, 20) + 22
    const finished = done[step] ?? 0
    if (finished === 0) continue
    const last = banks.find((b) => b.step === 'done') ?? bank('done', n('done'), 3, end.y)
    sea = Math.max(sea, last.y)
    streams.push({ path: between(end.x + WIDTH, end.y, last.x, sea, high(finished)), colour: last.colour })
    sea += high(finished)
  }
  return { banks, streams, height: Math.ceil(Math.max(...banks.map((b) => b.y + b.height))) + 20 }
}
