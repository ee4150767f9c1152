import { type FormEvent, useEffect, useRef } from 'react'
import { TYPING_MS } from '~/domain/search/policy.ts'
import { useLatest } from '~/realtime/use-latest.ts'

/**
 * Calls `look` when somebody has stopped typing for a moment; never with half a conversion. Browsers end a composition before the
 * last input event or after it, so both begin the wait anew.
 */
export function useTyping(look: (typed: string) => void) {
  const latest = useLatest(look)
  const timer = useRef<ReturnType<typeof setTimeout>>()
  const isComposing = useRef(false)
  useEffect(() => () => clearTimeout(timer.current), [])
  const stop = () => clearTimeout(timer.current)
  const wait = (event: FormEvent<HTMLInputElement>) => {
    stop()
    if (isComposing.current) return
    const typed = event.currentTarget.value
    timer.current = setTimeout(() => latest.current(typed), TYPING_MS)
  }
  return {
    onInput: wait,
    onCompositionStart: () => {
      isComposing.current = true
      stop()
    },
    onCompositionEnd: (event: FormEvent<HTMLInputElement>) => {
      isComposing.current = false
      wait(event)
    },
    stop,
  }
}
