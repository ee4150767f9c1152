import { useLocation } from '@remix-run/react'
import { useEffect } from 'react'
import { useViewer } from '../layout/root-data.ts'
import { rememberReader } from './reader.ts'

/** The worker can wait: nothing of it is needed for the page on screen. */
const whenIdle = (work: () => void): (() => void) => {
  const timer = setTimeout(work, document.readyState === 'complete' ? 500 : 3_000)
  return () => clearTimeout(timer)
}
const address = (): string => location.origin + location.pathname + location.search
const loadedFiles = (): string[] => performance.getEntriesByType('resource').map((e) => new URL(e.name)).flatMap((url) => (url.origin === location.origin && url.pathname.startsWith('/assets/') ? [url.pathname] : []))

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker is no window: it has our origin
const tell = (worker: ServiceWorker | null | undefined, message: { memberId: string; page?: string; files?: string[] }): void => worker?.postMessage(message)

/**
 * Tells the service worker whose browser this is, and which page to keep: the one that was there before the worker was, and those
 * somebody begins to write on. Members only; a guest makes it forget.
 */
export function Offline() {
  const viewer = useViewer()
  const memberId = viewer.kind === 'member' ? viewer.id : ''
  const { pathname, search } = useLocation()

  useEffect(() => {
    if (pathname === '/offline') return undefined
    rememberReader(memberId)
    const workers = import.meta.env.PROD && 'serviceWorker' in navigator ? navigator.serviceWorker : undefined
    if (workers === undefined) return undefined
    if (memberId === '') return void tell(workers.controller, { memberId })
    const isNew = workers.controller === null
    return whenIdle(() => {
      workers.register('/sw.js').then(() => workers.ready).then(({ active }) => tell(active, isNew ? { memberId, page: address(), files: loadedFiles() } : { memberId }), () => undefined)
    })
    // oxlint-disable-next-line react/exhaustive-deps -- once a reader, not once a page
  }, [memberId])

  useEffect(() => {
    // The page after signing out may never come to life.
    const onSubmit = (event: Event) => event.target instanceof HTMLFormElement && new URL(event.target.action).pathname === '/logout' && rememberReader('')
    document.addEventListener('submit', onSubmit)
    return () => document.removeEventListener('submit', onSubmit)
  }, [])

  useEffect(() => {
    if (memberId === '') return undefined
    const onInput = (event: Event) => {
      if (!(event.target instanceof Element) || !event.target.closest('.composer, .editor')) return
      document.removeEventListener('input', onInput, true)
      tell(navigator.serviceWorker?.controller, { memberId, page: address(), files: loadedFiles() })
    }
    document.addEventListener('input', onInput, true)
    return () => document.removeEventListener('input', onInput, true)
  }, [memberId, pathname, search])
  return null
}
