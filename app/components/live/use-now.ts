import { useEffect, useState } from 'react'

const TICK_MS = 10_000

/** The server's present, going on in the browser; `serverNow` is the ISO instant the page was made at. */
export function useNow(serverNow: string): Date {
  const [now, setNow] = useState(() => new Date(serverNow))
  useEffect(() => {
    const offset = new Date(serverNow).getTime() - Date.now()
    const timer = setInterval(() => setNow(new Date(Date.now() + offset)), TICK_MS)
    return () => clearInterval(timer)
  }, [serverNow])
  return now
}
