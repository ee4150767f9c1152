import { useRevalidator } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { isServing } from '~/components/layout/revalidate.ts'
import type { EventCard } from '~/domain/events/index.server.ts'
import { type SeatsSaid, withSeats } from '~/domain/events/policy.ts'
import { useConnection } from '~/realtime/useConnection.ts'
import { useHint } from '~/realtime/useHint.ts'
import { useLatest } from '~/realtime/use-latest.ts'
import { useUserEvent } from '~/realtime/useUserEvent.ts'

/** A card whose seats move as others come and go. What the page read anew counts again. */
export function useSeats(card: EventCard): EventCard {
  const [heard, setHeard] = useState<{ of: EventCard; seats: SeatsSaid }>()
  useHint('event.seats', ({ eventId, seats }) => {
    if (eventId === card.id) setHeard({ of: card, seats })
  })
  return heard?.of === card ? withSeats(card, heard.seats) : card
}

/** The page is busy: it is asked again this much later. */
const BUSY_MS = 500
/** How often the page is read again where sockets are blocked. */
const POLL_MS = 15_000

/**
 * Reads the page again when registrations of the event change, no sooner than `restMs` after the last time and each reader a little
 * apart from the others; also when the reader is told of something, and when the line was away. Null: nothing here depends on others.
 */
export function useLookAgain(eventId: string, restMs: number | null): void {
  const { revalidate, state } = useRevalidator()
  const latest = useLatest({ revalidate, state })
  const next = useRef({ timer: undefined as ReturnType<typeof setTimeout> | undefined, last: -Infinity })
  useEffect(() => () => clearTimeout(next.current.timer), [])

  function look(): void {
    const wait = next.current
    wait.timer = undefined
    if (document.visibilityState !== 'visible') document.addEventListener('visibilitychange', look, { once: true })
    else if (latest.current.state !== 'idle') wait.timer = setTimeout(look, BUSY_MS)
    else {
      wait.last = performance.now()
      void isServing().then((isThere) => { if (isThere) latest.current.revalidate() })
    }
  }
  function lookSoon(rest: number): void {
    const wait = next.current
    wait.timer ??= setTimeout(look, Math.max(0, wait.last + rest - performance.now()) + Math.random() * rest / 2)
  }

  useHint('event.seats', (hint) => {
    if (restMs !== null && hint.eventId === eventId) lookSoon(restMs)
  })
  useUserEvent('notification.added', () => lookSoon(BUSY_MS))
  const { status } = useConnection()
  const before = useRef(status)
  const soon = useLatest(lookSoon)
  useEffect(() => {
    const was = before.current
    before.current = status
    if (restMs === null) return
    if (status === 'live' && (was === 'away' || was === 'polling')) soon.current(restMs)
    if (status !== 'polling') return
    const timer = setInterval(() => soon.current(0), POLL_MS)
    return () => clearInterval(timer)
  }, [status, restMs, soon])
}
