import { useEffect, useRef } from 'react'
import { useLatest } from '~/realtime/use-latest.ts'
import { useUserEvent } from '~/realtime/useUserEvent.ts'
import { useRevalidate } from '../layout/revalidate.ts'

/** What comes within this time is read together. */
const TOGETHER_MS = 400

/** Reads the inbox again when something comes into it, or is read in another window or on another device. */
export function useFreshInbox(): void {
  const revalidate = useLatest(useRevalidate())
  const timer = useRef<ReturnType<typeof setTimeout>>()
  useEffect(() => () => clearTimeout(timer.current), [])
  const changed = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => revalidate.current(), TOGETHER_MS)
  }
  useUserEvent('notification.added', changed)
  useUserEvent('notifications.read', changed)
}
