import { Link } from '@remix-run/react'
import type { Suggestions } from '~/domain/search/index.server.ts'
import { useT } from '~/i18n/index.tsx'
import { Empty } from '../ui/empty.tsx'
import { searchAddress } from './address.ts'

/** Nothing found: what may have been meant, and what does find something. */
export function Nothing({ q, suggestions }: { q: string; suggestions: Suggestions | null }) {
  const t = useT()
  const { withoutFilters = false, words = [], topics = [] } = suggestions ?? {}
  return (
    <div className="stack g-24">
      <Empty art="search" title={t('search.none', { q })} text={t('search.none_text')} action={withoutFilters ? <Link to={searchAddress(q)}>{t('search.clear')}</Link> : undefined} />
      {words.length > 0 && (
        <section aria-labelledby="s-maybe"><h2 id="s-maybe" className="h-s">{t('search.maybe')}</h2>
          <ul className="chips" lang="ja">{words.map((word) => <li key={word}><Link className="chip" to={searchAddress(word)}>{word}</Link></li>)}</ul></section>
      )}
      {topics.length > 0 && (
        <section aria-labelledby="s-similar"><h2 id="s-similar" className="h-s">{t('search.similar')}</h2>
          <ul lang="ja">{topics.map((topic) => <li key={topic.id}><Link to={`/topics/${topic.id}`}>{topic.title}</Link></li>)}</ul></section>
      )}
    </div>
  )
}
