import { useEffect, useRef } from 'react'
import { useHint } from '~/realtime/useHint.ts'
import { useLatest } from '~/realtime/use-latest.ts'
import { useRevalidate } from '../layout/revalidate.ts'

/** Those who look at the ledger read it again a little apart from one another. */
const SPREAD_MS = 1_500

/** Reads the page again when a voice moves; with a number only when that one does. */
export function useFreshVoices(no?: number): void {
  const revalidate = useLatest(useRevalidate())
  const timer = useRef<ReturnType<typeof setTimeout>>()
  useEffect(() => () => clearTimeout(timer.current), [])
  useHint('voice.moved', (hint) => {
    if (no !== undefined && hint.no !== no) return
    clearTimeout(timer.current)
    timer.current = setTimeout(() => revalidate.current(), Math.random() * SPREAD_MS)
  })
}
