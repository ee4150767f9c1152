import { Form, Link, useFetcher, useLoaderData } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { Filters } from '~/components/search/filters'
import { filterNames, searchAddress } from '~/components/search/address'
import { Nothing } from '~/components/search/nothing'
import { RecentSearches, useRememberSearch } from '~/components/search/recent'
import { hitsOf } from '~/components/search/results'
import { useTyping } from '~/components/search/use-typing'
import { holdIme } from '~/components/form/ime'
import { useAnnounce } from '~/components/layout/announcer'
import { definePage } from '~/components/layout/define-page'
import { useViewer } from '~/components/layout/root-data'
import { styles } from '~/components/layout/styles'
import { Banner } from '~/components/ui/banner'
import { Empty } from '~/components/ui/empty'
import { Icon } from '~/components/ui/icon'
import { MoreLink } from '~/components/ui/more-link'
import { ChipsNav } from '~/components/ui/nav-sets'
import { searchableBoards } from '~/domain/boards/index.server'
import { searchOrSuggest } from '~/domain/search/index.server'
import { isNothing, type Kind, kinds } from '~/domain/search/policy'
import { searchInput } from '~/domain/search/schema'
import { page } from '~/http/handle.server'
import { type T, useT } from '~/i18n'
import searchCss from '~/styles/pages/search.css?url'

export const handle = definePage<typeof loader>({ title: (t, data) => (data && data.input.q !== '' ? t('search.results', { q: data.input.q }) : t('search.title')) })
export const links = styles(searchCss)

export const loader = page('member', async ({ ctx, url }) => {
  const input = searchInput.parse(Object.fromEntries(url.searchParams))
  const isTyping = url.searchParams.has('typing')
  const [found, boards] = await Promise.all([searchOrSuggest(ctx, input, { isTyping }), isTyping ? [] : searchableBoards(ctx)])
  return { input, ...found, boards }
})

const lists = kinds.filter((k): k is Exclude<Kind, 'all'> => k !== 'all')
/** Under すべて what is meant by its name comes before what merely says the word. */
const order = ['topics', 'people', 'events', 'news', 'voices', 'questions', 'posts'] as const

export default function Search() {
  const t = useT()
  const loaded = useLoaderData<typeof loader>()
  const viewer = useViewer()
  const memberId = viewer.kind === 'guest' ? undefined : viewer.id
  const fetcher = useFetcher<typeof loader>({ key: 'typing' })
  const form = useRef<HTMLFormElement>(null)
  const box = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState<{ on: typeof loaded; q: string } | null>(null)
  const typing = useTyping((q) => {
    if (form.current === null || q.trim() === '') return
    setTyped({ on: loaded, q: q.trim() })
    const params = new URLSearchParams([...new FormData(form.current)].flatMap(([name, value]) => (typeof value === 'string' && value !== '' ? [[name, value]] : [])))
    params.set('typing', '1')
    fetcher.load(`/search?${params.toString()}`)
  })
  // What was found while typing stands until somebody searches.
  const shown = typed?.on === loaded && fetcher.data?.input.q === typed.q ? fetcher.data : loaded
  const { input, results } = shown
  const filters = Object.fromEntries(filterNames.map((name) => [name, input[name]]))
  useRememberSearch(memberId, loaded.input.after === null ? loaded.input.q : '')
  useSayCount(t, shown)
  useEffect(() => {
    if (box.current !== null && document.activeElement !== box.current) box.current.value = loaded.input.q
    if (loaded.input.q === '') box.current?.focus()
  }, [loaded.input.q])

  return (
    <div className="wrap search-page">
      <h1 className="sr">{input.q === '' ? t('search.title') : t('search.results', { q: input.q })}</h1>
      <Form ref={form} id="search-form" className="s-form" role="search" aria-label={t('search.site')} action="/search" onSubmit={typing.stop}>
        {loaded.input.kind !== 'all' && <input type="hidden" name="kind" value={loaded.input.kind} />}
        <span className="search-box big-box">
          <Icon name="search" />
          <label className="sr" htmlFor="sq">{t('search.words')}</label>
          <input ref={box} className="input" id="sq" name="q" type="search" defaultValue={loaded.input.q} maxLength={400} autoComplete="off" enterKeyHint="search" data-key="search" aria-describedby="sq-hint"
            onInput={typing.onInput} onCompositionStart={typing.onCompositionStart} onCompositionEnd={typing.onCompositionEnd}
            onKeyDown={holdIme} />
        </span>
        <button className="btn btn-primary" type="submit">{t('search.go')}</button>
      </Form>
      <p id="sq-hint" className="small muted">{t('search.hint')}</p>
      <div className="s-kinds">
        <ChipsNav label={t('search.kinds')} items={kinds.map((kind) => ({ to: searchAddress(input.q, { kind, filters }), label: t(`search.kind_${kind}`), current: kind === loaded.input.kind }))} />
      </div>
      <div className="cols-aside">
        <div className="stack g-32 min0" aria-busy={fetcher.state !== 'idle'}>
          {results.peopleWait !== null && <Banner icon="clock">{t('search.people_wait', { count: Math.max(1, Math.ceil(results.peopleWait / 60)) })}</Banner>}
          {input.q === '' ? (
            <>
              <Empty art="search" title={t('search.start')} text={t('search.start_text')} />
              {memberId !== undefined && <RecentSearches memberId={memberId} />}
            </>
          ) : isNothing(results) ? (results.peopleWait === null && <Nothing q={input.q} suggestions={shown.suggestions} />)
          : input.kind === 'all' ? order.map((kind) => <Group key={kind} kind={kind} shown={shown} more={searchAddress(input.q, { kind, filters })} />)
          : <Group kind={input.kind} shown={shown} more={null} />}
          {input.kind !== 'all' && (input.after !== null || results[input.kind].next !== null) && (
            <nav className="pages" aria-label={t(`search.kind_${input.kind}`)}>
              {input.after !== null && <Link className="btn btn-quiet btn-s" rel="prev" to={searchAddress(input.q, { kind: input.kind, filters })}><Icon name="left" />{t('search.first')}</Link>}
              {results[input.kind].next !== null && <Link className="btn btn-quiet btn-s" rel="next" to={searchAddress(input.q, { kind: input.kind, filters, after: results[input.kind].next })}>{t('search.next')}<Icon name="right" /></Link>}
            </nav>
          )}
        </div>
        <Filters key={JSON.stringify(filters)} input={loaded.input} boards={loaded.boards} />
      </div>
    </div>
  )
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>

/** The hits of one kind under their heading. */
function Group({ kind, shown: { results, input }, more }: { kind: Exclude<Kind, 'all'>; shown: Shown; more: string | null }) {
  const t = useT()
  const hits = hitsOf(kind, results, input.q)
  if (hits.length === 0) return null
  return (
    <section aria-labelledby={`s-${kind}`}>
      <h2 id={`s-${kind}`} className="h-s">{t(`search.kind_${kind}`)}</h2>
      <ol className="list results">{hits}</ol>
      {more !== null && results[kind].next !== null && <MoreLink to={more}>{t('search.all_of', { kind: t(`search.kind_${kind}`) })}</MoreLink>}
    </section>
  )
}

/** Says how much was found, when that changes. */
function useSayCount(t: T, { input, results }: Shown): void {
  const announce = useAnnounce()
  const said = useRef<string | null>(null)
  const count = lists.reduce((sum, kind) => sum + results[kind].items.length, 0)
  const hasMore = lists.some((kind) => results[kind].next !== null)
  const text = input.q === '' ? null : count === 0 ? t('search.none', { q: input.q }) : hasMore ? t('search.found_more', { count }) : t('search.found', { count })
  useEffect(() => {
    if (text !== null && text !== said.current) announce(text)
    said.current = text
  }, [text, announce])
}
