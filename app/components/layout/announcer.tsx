import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { type Announce, announceQueue } from './announce-queue.ts'

const silent: Announce = Object.assign(() => undefined, { count: () => undefined })
const AnnounceContext = createContext<Announce>(silent)

/** The one live region of a page. Everything that a reader should hear without looking goes through it, in batches. */
export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ text: '', turn: 0 })
  const queue = useMemo(
    () =>
      announceQueue((text) => setSaid(({ turn }) => ({ text, turn: turn + 1 })), {
        now: () => Date.now(),
        later(ms, run) {
          const timer = setTimeout(run, ms)
          return () => clearTimeout(timer)
        },
      }),
    [],
  )
  useEffect(() => queue.stop, [queue])
  return (
    <AnnounceContext.Provider value={queue.announce}>
      {children}
      {/* The space at the end makes the same words news again. */}
      <div className="sr" role="status" aria-live="polite">{said.turn % 2 === 0 ? said.text : `${said.text}\u00a0`}</div>
    </AnnounceContext.Provider>
  )
}

/** `announce('…')`, `announce.count('topic:1', 1, (n) => t('topic.new_posts', { count: n }))` */
export const useAnnounce = (): Announce => useContext(AnnounceContext)

/** A list that grows while one reads. Readers can go through it as a log; what is new they hear from the announcer, in batches. */
export const Log = ({ label, className, children }: { label: string; className?: string; children: ReactNode }) => <div role="log" aria-live="off" aria-label={label} className={className}>{children}</div>
