import { useLocation } from '@remix-run/react'
import { useEffect } from 'react'

/**
 * Whoever follows a link to a post arrives at it: it takes the focus, so that it is read out and the keys go on from there, and it is
 * marked. A link to the first unread post only takes the focus.
 */
export function useTarget(): void {
  const { hash, key } = useLocation()
  useEffect(() => {
    const named = hash === '' ? null : document.getElementById(hash.slice(1))
    const post = named?.id === 'unread' ? (named.nextElementSibling as HTMLElement | null) : named
    if (!post?.matches('.post[data-no]')) return undefined
    post.tabIndex = -1
    post.focus({ preventScroll: true })
    if (named === post) post.dataset['target'] = ''
    return () => {
      delete post.dataset['target']
    }
  }, [hash, key])
}
