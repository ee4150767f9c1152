import { useLocation, useNavigate } from '@remix-run/react'
import { type ComponentType, type ReactNode, type RefObject, useEffect, useState } from 'react'
import type { PostView } from '~/domain/boards/views.ts'
import { useT } from '~/i18n/index.tsx'
import { useLatest } from '~/realtime/use-latest.ts'
import type { WritingBoxHandle } from '../editor/writing-box.tsx'
import { authorName } from './author.tsx'
import type QuoteButton from './quote-button.tsx'

/**
 * Quoting in a topic: `onQuote` puts words of a post (chosen ones, else its beginning) into the composer, `button` stands beside a
 * selection. Everything it needs is fetched when somebody selects or quotes. A link of a quote leads on within the page.
 */
export function useQuote(topicId: string, posts: PostView[], list: RefObject<HTMLElement>, box: RefObject<WritingBoxHandle>, canReply: boolean): { onQuote: (no: number, said?: string[]) => void; button: ReactNode } {
  const t = useT()
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  const [Button, setButton] = useState<ComponentType<Parameters<typeof QuoteButton>[0]> | null>(null)
  const quote = useLatest(async (no: number, said?: string[]) => {
    const author = posts.find((post) => post.no === no)?.author
    if (author === undefined || list.current === null) return
    const { quoteText, wordsOf } = await import('./quoting.ts')
    const words = said ?? wordsOf(list.current, no)
    if (words.length === 0) return
    document.getElementById('reply')?.scrollIntoView({ block: 'center' })
    box.current?.add(quoteText({ topic: topicId, no, name: authorName(author, t) }, words))
  })
  const follow = useLatest((event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.q-by') : null
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    const isHere = link.pathname === pathname && document.getElementById(link.hash.slice(1)) !== null
    navigate(isHere ? { search, hash: link.hash } : link.pathname + link.search + link.hash)
  })

  useEffect(() => {
    const root = list.current
    if (root === null) return undefined
    const click = (event: MouseEvent) => follow.current(event)
    const look = () => {
      const selection = document.getSelection()
      if (selection?.isCollapsed !== false || !root.contains(selection.anchorNode)) return
      document.removeEventListener('selectionchange', look)
      import('./quote-button.tsx').then((loaded) => setButton(() => loaded.default), () => document.addEventListener('selectionchange', look))
    }
    root.addEventListener('click', click)
    if (canReply) document.addEventListener('selectionchange', look)
    return () => {
      root.removeEventListener('click', click)
      document.removeEventListener('selectionchange', look)
    }
  }, [list, follow, canReply])

  const onQuote = (no: number, said?: string[]) => void quote.current(no, said)
  return { onQuote, button: Button !== null && canReply && <Button list={list} onQuote={onQuote} /> }
}
