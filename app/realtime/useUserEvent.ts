import { useLatest } from './use-latest.ts'
import { useLine } from './use-line.ts'

/** Hears what a module writes to the `user:<id>` stream of whoever looks at the page, in order and once. */
export function useUserEvent<Payload>(type: string, listener: (payload: Payload) => void): void {
  const latest = useLatest(listener)
  useLine((line) => line.onOwnEvent((event) => {
    if (event.type === type) latest.current(event.payload as Payload)
  }))
}
