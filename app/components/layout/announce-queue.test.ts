import { beforeEach, expect, test } from 'vitest'
import { announceQueue, gatherMs, pauseMs } from './announce-queue.ts'

let time = 0
let due: { at: number; run: () => void }[] = []
const clock = {
  now: () => time,
  later(ms: number, run: () => void) {
    const timer = { at: time + ms, run }
    due.push(timer)
    return () => { due = due.filter((t) => t !== timer) }
  },
}
function pass(ms: number): void {
  time += ms
  const ready = due.filter((t) => t.at <= time)
  due = due.filter((t) => t.at > time)
  for (const t of ready) t.run()
}
const posts = (n: number) => `新しい投稿が${n}件あります`
let said: string[] = []
const queue = () => announceQueue((text) => said.push(text), clock)

beforeEach(() => {
  time = 0
  due = []
  said = []
})

test('a burst of posts is said once, with its sum', () => {
  const { announce } = queue()
  for (let i = 0; i < 3; i++) announce.count('topic', 1, posts)
  expect(said).toEqual([])
  pass(gatherMs)
  expect(said).toEqual(['新しい投稿が3件あります'])
})

test('different things in one burst are said together, each once', () => {
  const { announce } = queue()
  announce('つながりました')
  announce('つながりました')
  announce.count('topic', 2, posts)
  pass(gatherMs)
  expect(said).toEqual(['つながりました 新しい投稿が2件あります'])
})

test('the next saying waits for the pause, and the count starts anew', () => {
  const { announce } = queue()
  announce.count('topic', 1, posts)
  pass(gatherMs)
  announce.count('topic', 1, posts)
  pass(gatherMs)
  announce.count('topic', 4, posts)
  expect(said).toHaveLength(1)
  pass(pauseMs - gatherMs)
  expect(said).toEqual(['新しい投稿が1件あります', '新しい投稿が5件あります'])
})

test('what was not said when the page went away is never said', () => {
  const { announce, stop } = queue()
  announce('あ')
  stop()
  pass(pauseMs)
  expect(said).toEqual([])
})
