import { useEffect, useRef } from 'react'
import { useHint } from '~/realtime/useHint.ts'
import { useLine } from '~/realtime/use-line.ts'
import { useViewer } from '../layout/root-data.ts'
import { useSetUnread, useUnread } from '../layout/unread.tsx'

/** After somebody has written, the count of unread topics is asked for this much later at the earliest, each reader at a moment of their own, and no sooner again than this. */
const SOONEST_MS = 3_000
const SPREAD_MS = 20_000
const REST_MS = 30_000

/** Keeps the numbers beside the bell, in the title and on the boards right on every page of whoever is signed in; shows nothing itself. */
export function LiveUnread({ title }: { title: string | null }) {
  const setUnread = useSetUnread()
  useLine((line) => {
    const tell = () => {
      const inbox = line.inbox()
      if (inbox !== null) setUnread((unread) => (unread.inbox === inbox.unread ? unread : { ...unread, inbox: inbox.unread }))
    }
    tell()
    return line.onInbox(tell)
  })
  useTitleCount(title)
  useBoardsCount()
  return null
}

/** 「(2) …」 in the title bar: seen from another tab. The document's own title says what was true when it was loaded. */
function useTitleCount(title: string | null): void {
  const { inbox } = useUnread()
  const viewer = useViewer()
  useEffect(() => {
    const name = document.title.replace(/^\(\d+\+?\) /, '')
    document.title = countedTitle(name, inbox)
  }, [inbox, title, viewer])
}
export const countedTitle = (title: string, inbox: number): string => (inbox > 0 ? `(${inbox > 99 ? '99+' : inbox}) ${title}` : title)

/** Asks for the number of unread topics some time after others have written, when the page is looked at. */
function useBoardsCount(): void {
  const setUnread = useSetUnread()
  const viewer = useViewer()
  const me = viewer.kind === 'member' ? viewer.id : null
  const next = useRef({ timer: undefined as ReturnType<typeof setTimeout> | undefined, last: -Infinity })
  useEffect(() => () => clearTimeout(next.current.timer), [])
  useHint('topic.bumped', ({ authorId }) => {
    const wait = next.current
    if (me === null || authorId === me || wait.timer !== undefined) return
    const ask = () => {
      wait.timer = undefined
      wait.last = performance.now()
      fetch('/unread').then((answer) => (answer.ok ? (answer.json() as Promise<{ boards: number }>) : null)).then((told) => {
        if (told !== null) setUnread((unread) => (unread.boards === told.boards ? unread : { ...unread, boards: told.boards }))
      }, () => undefined)
    }
    wait.timer = setTimeout(() => {
      if (document.visibilityState === 'visible') ask()
      else document.addEventListener('visibilitychange', ask, { once: true })
    }, Math.max(SOONEST_MS, wait.last + REST_MS - performance.now()) + Math.random() * SPREAD_MS)
  })
}
