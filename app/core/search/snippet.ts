import { foldForSearch } from './fold.ts'
import type { Query } from './query.ts'

/** A piece of a text; `hit`: it is what was looked for. Plain text, never HTML. */
export type Segment = { text: string; hit: boolean }

/** A character with everything that is drawn upon it: what NFKC can join is never apart. */
const letters = /[^][\p{M}\u200b-\u200d\u2060\uff9e\uff9f\u1160-\u11ff\u{e0100}-\u{e01ef}]*/gu

type Folded = { text: string; from: number[]; to: number[] }

/** The folded text, with where each of its units begins and ends in the original. */
export function foldWithPlaces(original: string): Folded {
  const out: Folded = { text: '', from: [], to: [] }
  for (const { 0: letter, index } of original.matchAll(letters)) {
    const folded = foldForSearch(letter)
    const kept = out.text.endsWith(' ') && folded.startsWith(' ') ? folded.slice(1) : folded
    out.text += kept
    for (let i = 0; i < kept.length; i++) {
      out.from.push(index)
      out.to.push(index + letter.length)
    }
  }
  return out
}

type Range = [from: number, to: number]

/** Where the words stand in the original text, in order and without overlaps. */
function hitsIn(folded: Folded, query: Query): Range[] {
  const ranges: Range[] = []
  for (const { folded: word } of query.all) {
    for (let at = folded.text.indexOf(word); at >= 0 && ranges.length < 200; at = folded.text.indexOf(word, at + word.length)) {
      ranges.push([folded.from[at] ?? 0, folded.to[at + word.length - 1] ?? 0])
    }
  }
  ranges.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const joined: Range[] = []
  for (const [from, to] of ranges) {
    const last = joined.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else joined.push([from, to])
  }
  return joined
}

/** A text as segments, the hits marked. */
function mark(text: string, hits: Range[], from: number, to: number): Segment[] {
  const out: Segment[] = []
  let at = from
  for (const [start, end] of hits) {
    if (end <= from || start >= to) continue
    if (start > at) out.push({ text: text.slice(at, start), hit: false })
    out.push({ text: text.slice(Math.max(start, at), Math.min(end, to)), hit: true })
    at = Math.min(end, to)
  }
  if (at < to) out.push({ text: text.slice(at, to), hit: false })
  return out
}

/** The whole of a short text (a title, a name) with the hits marked. */
export const markAll = (text: string, query: Query): Segment[] => mark(text, hitsIn(foldWithPlaces(text), query), 0, text.length)

const BEFORE = 24
const LENGTH = 110
/** A long text is looked through from its beginning in parts; the first with a hit will do. */
const PART = 4_000

/** Where the letter begins in which `at` lies, so that no character is cut apart. */
function edge(text: string, at: number): number {
  if (at <= 0) return 0
  if (at >= text.length) return text.length
  const near = Math.max(0, at - 40)
  let before = near
  for (const { index } of new Intl.Segmenter('ja', { granularity: 'grapheme' }).segment(text.slice(near, at + 40))) {
    if (near + index > at) break
    before = near + index
  }
  return before
}

/** The part of a text around what was found, the hits marked, with … where it goes on; its beginning when nothing is found in it. */
export function snippet(given: string, query: Query): Segment[] {
  let text = given
  let hits: Range[] = []
  for (let at = 0; at < given.length && hits.length === 0; at += PART) {
    const part = given.slice(edge(given, at), edge(given, at + PART + 100))
    hits = hitsIn(foldWithPlaces(part), query)
    if (hits.length > 0) text = part
  }
  const first = hits[0]?.[0] ?? 0
  const from = first <= BEFORE + 6 ? 0 : edge(text, first - BEFORE)
  const to = edge(text, Math.max(from + LENGTH, hits[0]?.[1] ?? 0))
  const segments = mark(text, hits, from, to).map((s) => ({ ...s, text: s.text.replace(/\s+/g, ' ') }))
  const isStart = from === 0 && given.startsWith(text.slice(0, to))
  return [...(isStart ? [] : [{ text: '…', hit: false }]), ...segments, ...(to < text.length || (hits.length > 0 && !given.endsWith(text)) ? [{ text: '…', hit: false }] : [])]
}
