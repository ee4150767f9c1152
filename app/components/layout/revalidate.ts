import { useRevalidator } from '@remix-run/react'

/** Reads the loaders of the page again, unless that is already under way. */
export function useRevalidate(): () => void {
  const { revalidate, state } = useRevalidator()
  return () => {
    if (state === 'idle') revalidate()
  }
}
