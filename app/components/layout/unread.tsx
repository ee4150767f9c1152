import { createContext, type Dispatch, type ReactNode, type SetStateAction, useContext, useMemo, useState } from 'react'
import { useViewer } from './root-data.ts'
import type { Unread } from './viewer.ts'

const none: Unread = { inbox: 0, boards: 0 }
type State = { unread: Unread; setUnread: Dispatch<SetStateAction<Unread>> }
const UnreadContext = createContext<State>({ unread: none, setUnread: () => undefined })

/** Holds the unread numbers: what the server last said, and since then what the socket says. */
export function UnreadProvider({ children }: { children: ReactNode }) {
  const viewer = useViewer()
  const told = viewer.kind === 'guest' ? none : viewer.unread
  const [unread, setUnread] = useState(told)
  const [heard, setHeard] = useState(told)
  if (heard !== told) {
    setHeard(told)
    setUnread(told)
  }
  const state = useMemo(() => ({ unread, setUnread }), [unread])
  return <UnreadContext.Provider value={state}>{children}</UnreadContext.Provider>
}

export const useUnread = (): Unread => useContext(UnreadContext).unread
/** For the socket side: `setUnread((u) => ({ ...u, inbox: u.inbox + 1 }))`. */
export const useSetUnread = (): Dispatch<SetStateAction<Unread>> => useContext(UnreadContext).setUnread
