import { useLine } from '~/realtime/use-line.ts'
import { useSetUnread } from '../layout/unread.tsx'

/** Keeps the number beside the bell right on every page of whoever is signed in; shows nothing itself. */
export function LiveUnread() {
  const setUnread = useSetUnread()
  useLine((line) => {
    const tell = () => {
      const inbox = line.inbox()
      if (inbox !== null) setUnread((unread) => (unread.inbox === inbox.unread ? unread : { ...unread, inbox: inbox.unread }))
    }
    tell()
    return line.onInbox(tell)
  })
  return null
}
