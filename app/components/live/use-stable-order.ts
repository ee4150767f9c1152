import { type RefObject, useRef, useState } from 'react'

/** What ordering needs of a question. */
export type Orderable = { id: string; votes: number; status: string; askedAt: string; answeredAt: string | null }

/** 聞きたい人の多い順, 新しい順, まだ回答のない質問だけ. */
export const sorts = ['popular', 'recent', 'unanswered'] as const
export type Sort = (typeof sorts)[number]

const rank = (q: Orderable): number => (q.status === 'answered_live' || q.status === 'answered_text' ? 2 : q.status === 'deferred' ? 1 : 0)

/** Waiting questions first, those most people want on top; then those put off; then the answered ones, the latest first. */
export function bySupport(a: Orderable, b: Orderable): number {
  if (rank(a) !== rank(b)) return rank(a) - rank(b)
  if (rank(a) === 2) return (b.answeredAt ?? '') < (a.answeredAt ?? '') ? -1 : 1
  return b.votes - a.votes || (a.askedAt < b.askedAt ? -1 : 1)
}

const byTime = (a: Orderable, b: Orderable): number => (a.askedAt === b.askedAt ? (a.id < b.id ? 1 : -1) : a.askedAt < b.askedAt ? 1 : -1)

/** The order a list begins with. What is being answered stands large above the list and not in it. */
const inOrder = (questions: readonly Orderable[], sort: Sort): string[] =>
  questions.filter((q) => q.status !== 'answering' && (sort !== 'unanswered' || rank(q) < 2)).sort(sort === 'recent' ? byTime : bySupport).map((q) => q.id)

/** Keeps the shown order: what is gone is left out, what is new comes last; what has come to be answered keeps its place. */
export function keepOrder<Q extends Orderable>(shown: readonly string[], questions: readonly Q[]): Q[] {
  const byId = new Map(questions.map((q) => [q.id, q]))
  const known = shown.flatMap((id) => byId.get(id) ?? [])
  const isKnown = new Set(shown)
  return [...known, ...questions.filter((q) => !isKnown.has(q.id) && q.status !== 'answering')]
}

/** Whether putting a shown list in order again would move anything in it. */
export function isOutOfOrder(shown: readonly Orderable[], sort: Sort): boolean {
  const fresh = inOrder(shown, sort)
  return fresh.length < shown.filter((q) => q.status !== 'answering').length || shown.filter((q) => q.status !== 'answering').some((q, i) => q.id !== fresh[i])
}

/** What the chosen order leaves out when it is made; what is answered afterwards stays where it stands. */
const leftOut = (questions: readonly Orderable[], sort: Sort): string[] => (sort === 'unanswered' ? questions.filter((q) => rank(q) === 2).map((q) => q.id) : [])
const begin = (questions: readonly Orderable[], sort: Sort) => ({ sort, shown: inOrder(questions, sort), left: leftOut(questions, sort) })

/** A list that never moves under a finger: it is put in order when the page opens, when another order is chosen, and when somebody asks for it. */
export function useStableOrder<Q extends Orderable>(questions: readonly Q[], sort: Sort = 'popular'): { ordered: Q[]; /** Whether putting it in order again would move anything. */ isStale: boolean; /** Of the list's heading, which can be focused. */ heading: RefObject<HTMLHeadingElement>; sortAgain: () => void } {
  const heading = useRef<HTMLHeadingElement>(null)
  const [kept, setNow] = useState(() => begin(questions, sort))
  const now = kept.sort === sort ? kept : begin(questions, sort)
  const ordered = keepOrder(now.shown, questions.filter((q) => !now.left.includes(q.id)))
  // New ones keep their place among themselves as well.
  if (now !== kept || ordered.length !== now.shown.length || ordered.some((q, i) => q.id !== now.shown[i])) setNow({ ...now, shown: ordered.map((q) => q.id) })
  return {
    ordered, isStale: isOutOfOrder(ordered, sort), heading,
    sortAgain() {
      // Its button goes away; whoever pressed it is at the list.
      heading.current?.focus({ preventScroll: true })
      setNow(begin(questions, sort))
    },
  }
}
