import { useRevalidate } from '~/components/layout/revalidate.ts'
import { useEffect, useRef } from 'react'
import { useHint } from '~/realtime/useHint'

/** Lists are read again no sooner than this after the last time, and each reader a little apart from the others. */
const REST_MS = 5_000
const SPREAD_MS = 400

/** Reads the page's lists again when somebody has written: `concerns` says which boards matter. */
export function useFreshLists(concerns: (boardId: string) => boolean): void {
  const revalidate = useRevalidate()
  const next = useRef({ timer: undefined as ReturnType<typeof setTimeout> | undefined, last: 0 })
  useEffect(() => () => clearTimeout(next.current.timer), [])
  useHint('topic.bumped', ({ boardId }) => {
    const wait = next.current
    if (!concerns(boardId) || wait.timer !== undefined) return
    wait.timer = setTimeout(() => {
      wait.timer = undefined
      wait.last = Date.now()
      if (document.visibilityState === 'visible') revalidate()
      else document.addEventListener('visibilitychange', revalidate, { once: true })
    }, Math.max(0, wait.last + REST_MS - Date.now()) + Math.random() * SPREAD_MS)
  })
}
