import { Link } from '@remix-run/react'
import type { SearchInput } from '~/domain/search/schema.ts'
import { spans, states } from '~/domain/search/policy.ts'
import { useT } from '~/i18n/index.tsx'
import { holdIme } from '../form/ime.ts'
import { Select } from '../form/select.tsx'
import { TextInput } from '../form/text-input.tsx'
import { Button } from '../ui/button.tsx'
import { hasFilters, searchAddress } from './address.ts'

const FORM = 'search-form'

/** What narrows a search. The fields belong to the form of the search box, wherever they stand. */
export function Filters({ input, boards }: { input: SearchInput; boards: { slug: string; name: string; isArchived: boolean }[] }) {
  const t = useT()
  const any = { value: '', label: t('search.any') }
  return (
    <aside className="stack g-24 s-side" aria-labelledby="sf">
      <h2 id="sf" className="h-s">{t('search.narrow')}</h2>
      {input.event !== null && <label className="check"><input type="checkbox" form={FORM} name="event" value={input.event} defaultChecked /><span>{t('search.one_event')}</span></label>}
      <Select form={FORM} name="board" label={t('search.board')} defaultValue={input.board ?? ''} options={[any, ...boards.map((b) => ({ value: b.slug, label: b.isArchived ? `${b.name}(${t('boards.closed_badge')})` : b.name }))]} />
      <TextInput form={FORM} name="tag" label={t('search.tag')} defaultValue={input.tag ?? ''} onKeyDown={holdIme} autoComplete="off" />
      <TextInput form={FORM} name="author" label={t('search.author')} hint={t('search.author_hint')} defaultValue={input.author ?? ''} onKeyDown={holdIme} autoComplete="off" />
      <Select form={FORM} name="when" label={t('search.when')} defaultValue={input.when ?? ''} options={[any, ...spans.map((value) => ({ value, label: t(`search.when_${value}`) }))]} />
      <TextInput form={FORM} name="from" type="date" label={t('search.from')} defaultValue={input.from ?? ''} />
      <TextInput form={FORM} name="until" type="date" label={t('search.until')} defaultValue={input.until ?? ''} />
      <Select form={FORM} name="status" label={t('search.status')} defaultValue={input.status ?? ''} options={[any, ...states.map((value) => ({ value, label: t(`search.status_${value}`) }))]} />
      <label className="check"><input type="checkbox" form={FORM} name="unanswered" value="1" defaultChecked={input.unanswered !== null} /><span>{t('search.unanswered')}</span></label>
      <Button type="submit" form={FORM} variant="outline">{t('search.apply')}</Button>
      {hasFilters(input) && <p><Link to={searchAddress(input.q, { kind: input.kind })}>{t('search.clear')}</Link></p>}
      <p className="small muted">{t('search.folded')}</p>
    </aside>
  )
}
