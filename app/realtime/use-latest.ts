import { type RefObject, useEffect, useRef } from 'react'

/** The value of the last rendering, for listeners that are attached once. */
export function useLatest<T>(value: T): RefObject<T> & { current: T } {
  const latest = useRef(value)
  useEffect(() => {
    latest.current = value
  })
  return latest
}
