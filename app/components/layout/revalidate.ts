import { useRevalidator } from '@remix-run/react'

/** Whether pages can be read now. A server that is starting or ending is alive and serves none. */
export const isServing = (): Promise<boolean> =>
  fetch('/readyz', { cache: 'no-store' }).then(
    (answer) => answer.ok,
    () => false,
  )

/**
 * Reads the loaders of the page again, unless that is already under way. A loader that cannot be reached would put the error
 * page in the place of what somebody is reading or writing, so it is asked first whether there is anybody to ask.
 */
export function useRevalidate(): () => void {
  const { revalidate, state } = useRevalidator()
  return () => {
    if (state !== 'idle') return
    void isServing().then((isThere) => {
      if (isThere) revalidate()
    })
  }
}
