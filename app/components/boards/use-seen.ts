import { type RefObject, useEffect, useRef, useState } from 'react'
import { sendCommand } from '~/realtime/commands'

/** How often, at most, a place is told to the server. */
const TELL_MS = 2_000

/**
 * Watches which posts that came live (numbers above `openedEnd`) have been on screen while the tab was looked at, and moves the
 * reader's place over them. Answers with the last of them that was seen, without a hole.
 */
export function useSeen(topicId: string, list: RefObject<HTMLElement>, openedEnd: number, end: number): number {
  const [seen, setSeen] = useState(openedEnd)
  const told = useRef(openedEnd)
  useEffect(() => {
    told.current = Math.max(told.current, openedEnd)
    setSeen((now) => Math.max(now, openedEnd))
  }, [openedEnd])

  useEffect(() => {
    if (end <= seen) return undefined
    const next = list.current?.querySelector(`[data-no="${seen + 1}"]`)
    if (!next) return undefined
    let isOnScreen = false
    const check = () => {
      if (isOnScreen && document.visibilityState === 'visible') setSeen((now) => Math.max(now, seen + 1))
    }
    // Its foot: a long post is seen when one has come to its end.
    const watch = new IntersectionObserver((entries) => {
      isOnScreen = entries.some((e) => e.isIntersecting && e.boundingClientRect.bottom <= window.innerHeight + 40)
      check()
    }, { threshold: [0, 0.5, 1] })
    watch.observe(next)
    document.addEventListener('visibilitychange', check)
    return () => {
      watch.disconnect()
      document.removeEventListener('visibilitychange', check)
    }
  }, [seen, end, list])

  useEffect(() => {
    if (seen <= told.current) return undefined
    const timer = setTimeout(() => {
      void sendCommand('topic:read', { topicId, from: openedEnd + 1, to: seen }, { key: `read:${topicId}` })
      told.current = seen
    }, TELL_MS)
    return () => clearTimeout(timer)
  }, [seen, topicId, openedEnd])
  return Math.max(seen, openedEnd)
}
