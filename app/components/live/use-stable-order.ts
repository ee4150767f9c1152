import { useState } from 'react'

/** What ordering needs of a question. */
export type Orderable = { id: string; votes: number; status: string; askedAt: string; answeredAt: string | null }

const rank = (q: Orderable): number => (q.status === 'answered_live' || q.status === 'answered_text' ? 2 : q.status === 'deferred' ? 1 : 0)

/** Waiting questions first, those most people want on top; then those put off; then the answered ones, the latest first. */
export function bySupport(a: Orderable, b: Orderable): number {
  if (rank(a) !== rank(b)) return rank(a) - rank(b)
  if (rank(a) === 2) return (b.answeredAt ?? '') < (a.answeredAt ?? '') ? -1 : 1
  return b.votes - a.votes || (a.askedAt < b.askedAt ? -1 : 1)
}

/** The order a list begins with. What is being answered stands large above the list and not in it. */
const inOrder = (questions: readonly Orderable[]): string[] => questions.filter((q) => q.status !== 'answering').sort(bySupport).map((q) => q.id)

/** Keeps the shown order: what is gone is left out, what is new comes last; what has come to be answered keeps its place. */
export function keepOrder<Q extends Orderable>(shown: readonly string[], questions: readonly Q[]): Q[] {
  const byId = new Map(questions.map((q) => [q.id, q]))
  const known = shown.flatMap((id) => byId.get(id) ?? [])
  const isKnown = new Set(shown)
  return [...known, ...questions.filter((q) => !isKnown.has(q.id) && q.status !== 'answering')]
}

/** A list that never moves under a finger: it is put in order when the page opens and when somebody asks for it. */
export function useStableOrder<Q extends Orderable>(questions: readonly Q[]): { ordered: Q[]; sortAgain: () => void } {
  const [shown, setShown] = useState(() => inOrder(questions))
  const ordered = keepOrder(shown, questions)
  // New ones keep their place among themselves as well.
  if (ordered.length !== shown.length || ordered.some((q, i) => q.id !== shown[i])) setShown(ordered.map((q) => q.id))
  return { ordered, sortAgain: () => setShown(inOrder(questions)) }
}
