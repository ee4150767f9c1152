import { Menu, MenuItem, useMenuStore } from '@ariakit/react/menu'
import { Link, useNavigate, useSubmit } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { randomId } from '~/core/ids.ts'
import { useT } from '~/i18n/index.tsx'
import { Icon } from '../ui/icon.tsx'
import { useToast } from '../ui/toast.tsx'
import { type PostAction, type PostFacts, postActions } from './post-actions.ts'

/** Pages of bookmarks that were made from here. */
const made = new Set<string>()

/** The actions of one post, beside the link that opened them. A chunk of its own. */
export default function PostMenu({ link, facts, onQuote, onClose }: { link: HTMLAnchorElement; facts: PostFacts; onQuote: (no: number) => void; onClose: () => void }) {
  const t = useT()
  const submit = useSubmit()
  const navigate = useNavigate()
  const toast = useToast()
  const menu = useMenuStore({ defaultOpen: true, placement: 'bottom-end', setOpen: (isOpen) => { if (!isOpen) onClose() } })
  useEffect(() => {
    menu.setAnchorElement(link)
    menu.setDisclosureElement(link)
    menu.setInitialFocus('first')
    menu.setAutoFocusOnShow(true)
    link.setAttribute('aria-expanded', 'true')
    return () => link.setAttribute('aria-expanded', 'false')
  }, [menu, link])

  // A quote leads into the composer, and the focus stays there.
  const isQuoting = useRef(false)
  function quote() {
    isQuoting.current = true
    onQuote(facts.post.no)
  }
  function copy({ to }: PostAction) {
    const address = new URL(to, window.location.href).href
    navigator.clipboard.writeText(address).then(() => toast({ text: t('posts.copied'), icon: 'check' }), () => toast({ text: address }))
  }
  /** One reads on: the note and the reminder are offered, and choosing it again leads there. */
  function keep({ to, fields }: PostAction): void {
    if (made.has(to)) return navigate(to)
    const sent = { ...fields, commandId: randomId() }
    fetch(to, { method: 'POST', body: new URLSearchParams(sent), redirect: 'manual' }).then((answer) => {
      // Accepted is what leads elsewhere; what it says otherwise stands on its page.
      if (answer.type !== 'opaqueredirect') return submit(sent, { method: 'post', action: to })
      made.add(to)
      toast({ text: t('posts.bookmarked'), icon: 'check', action: { label: t('posts.bookmark_more'), onPress: () => navigate(to) } })
    }).catch(() => submit(sent, { method: 'post', action: to }))
  }
  return (
    <Menu store={menu} className="menu-pop post-menu" aria-label={t('posts.more')} finalFocus={link} autoFocusOnHide={() => !isQuoting.current} gutter={4} unmountOnHide>
      {postActions(facts).map((action) => {
        const inside = <><Icon name={action.icon} />{t(action.label)}</>
        if (action.isCopy === true) return <MenuItem key={action.name} data-key={action.name} className="menu-item" onClick={() => copy(action)}>{inside}</MenuItem>
        if (action.isQuote === true) return <MenuItem key={action.name} data-key={action.name} className="menu-item" onClick={quote}>{inside}</MenuItem>
        if (action.staysHere === true) return <MenuItem key={action.name} data-key={action.name} className="menu-item" onClick={() => keep(action)}>{inside}</MenuItem>
        const { fields } = action
        if (fields === undefined) return <MenuItem key={action.name} data-key={action.name} className="menu-item" render={<Link to={action.to} />}>{inside}</MenuItem>
        return <MenuItem key={action.name} data-key={action.name} className="menu-item" onClick={() => submit({ ...fields, commandId: randomId() }, { method: 'post', action: action.to })}>{inside}</MenuItem>
      })}
    </Menu>
  )
}
