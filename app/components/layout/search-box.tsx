import { useT } from '~/i18n/index.tsx'
import { isImeKey } from '../form/ime.ts'
import { Icon } from '../ui/icon.tsx'
import { Form, Link } from '../ui/link.tsx'

/** The way to the search from every page: a box where there is room, else a link. The search page has a box of its own. */
export function SearchBox() {
  const t = useT()
  return (
    <>
      <Form className="head-search" role="search" action="/search">
        <Icon name="search" />
        <input className="input" name="q" type="search" aria-label={t('nav.search')} placeholder={t('nav.search')} maxLength={400} autoComplete="off" data-key="search"
          onKeyDown={(event) => event.key === 'Enter' && isImeKey(event.nativeEvent) && event.preventDefault()} />
      </Form>
      <Link className="tool head-search-link" to="/search" aria-label={t('nav.search')} data-key="search"><Icon name="search" /></Link>
    </>
  )
}
