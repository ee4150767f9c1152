import { type ComponentType, type RefObject, useEffect, useState } from 'react'
import type { PostView } from '~/domain/boards/views.ts'
import { useLatest } from '~/realtime/use-latest.ts'
import type { PostFacts } from './post-actions.ts'
import type PostMenu from './post-menu.tsx'

type Props = { list: RefObject<HTMLElement>; topicId: string; posts: PostView[]; viewerId: string; can: PostFacts['can']; answer: number | undefined; onQuote: (no: number) => void }

const load = () => import('./post-menu.tsx').then((loaded) => loaded.default)
const linkOf = (event: Event): HTMLAnchorElement | null => (event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-menu]') : null)

/**
 * Opens the menu of a post in place: each post only has a link to the page of its actions, and here one listener watches them all.
 * The menu is a chunk that is fetched when somebody points at such a link; when it does not come, the link is followed.
 */
export function PostMenus({ list, topicId, posts, viewerId, can, answer, onQuote }: Props) {
  const [open, setOpen] = useState<{ link: HTMLAnchorElement; no: number; Menu: ComponentType<Parameters<typeof PostMenu>[0]> } | null>(null)
  const press = useLatest((link: HTMLAnchorElement) => {
    if (open?.link === link) setOpen(null)
    else void load().then((Menu) => setOpen({ link, no: Number(link.dataset['menu']), Menu }), () => window.location.assign(link.href))
  })
  useEffect(() => {
    const root = list.current
    if (root === null) return undefined
    const warm = (event: Event) => {
      const link = linkOf(event)
      if (link === null) return
      link.setAttribute('aria-haspopup', 'menu')
      void load().catch(() => undefined)
    }
    const click = (event: MouseEvent) => {
      const link = linkOf(event)
      if (link === null || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      press.current(link)
    }
    root.addEventListener('pointerover', warm)
    root.addEventListener('focusin', warm)
    root.addEventListener('click', click)
    return () => {
      root.removeEventListener('pointerover', warm)
      root.removeEventListener('focusin', warm)
      root.removeEventListener('click', click)
    }
  }, [list, press])

  const post = open === null ? undefined : posts.find((p) => p.no === open.no)
  if (open === null || post === undefined) return null
  const isMine = post.author.kind === 'member' && post.author.id === viewerId
  return <open.Menu key={post.no} link={open.link} facts={{ topicId, post, isMine, can, answer }} onQuote={onQuote} onClose={() => setOpen(null)} />
}
