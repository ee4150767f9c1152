import { type RefObject, useEffect, useRef, useState } from 'react'
import { sendCommand } from '~/realtime/commands'
import { useLatest } from '~/realtime/use-latest.ts'

/** How often, at most, a place is told to the server. */
const TELL_MS = 2_000

/**
 * Watches which posts that came live (numbers above `openedEnd`) have been on screen while the tab was looked at, and moves the
 * reader's place over them; `onRaised` when reading on has raised the topic's level. Answers with the last of them that was seen, without a hole.
 */
export function useSeen(topicId: string, list: RefObject<HTMLElement>, openedEnd: number, end: number, onRaised: (level: 'tracking') => void): number {
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

  const tell = useLatest(() => {
    if (seen <= told.current) return
    void sendCommand('topic:read', { topicId, from: openedEnd + 1, to: seen }, { key: `read:${topicId}` }).then((answer) => {
      if (answer.ok && answer.value?.hasRisen) onRaised('tracking')
    })
    told.current = seen
  })
  useEffect(() => {
    if (seen <= told.current) return undefined
    const timer = setTimeout(() => tell.current(), TELL_MS)
    return () => clearTimeout(timer)
  }, [seen, tell])
  // Who leaves is not asked to wait.
  useEffect(() => {
    const leaving = () => {
      if (document.visibilityState === 'hidden') tell.current()
    }
    document.addEventListener('visibilitychange', leaving)
    return () => {
      document.removeEventListener('visibilitychange', leaving)
      // oxlint-disable-next-line react-hooks/exhaustive-deps -- the last word is wanted, not the first
      tell.current()
    }
  }, [tell])
  return Math.max(seen, openedEnd)
}
