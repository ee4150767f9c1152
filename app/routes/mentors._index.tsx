import { Form, Link, useLoaderData } from '@remix-run/react'
import { MentorCard } from '~/components/mentors/mentor-card'
import { ButtonLink } from '~/components/ui/button'
import { Empty } from '~/components/ui/empty'
import { Icon } from '~/components/ui/icon'
import { ChipsNav } from '~/components/ui/nav-sets'
import { PageHead } from '~/components/ui/page-head'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { listMentors, mentorFields } from '~/domain/mentors/index.server'
import { findInput } from '~/domain/mentors/schema'
import { page } from '~/http/handle.server'
import { useT } from '~/i18n'
import mentorsCss from '~/styles/pages/mentors.css?url'

export const handle = definePage({ title: (t) => t('mentors.title') })
export const links = styles(mentorsCss)

export const loader = page('member', async ({ ctx, url }) => {
  const find = findInput.parse(Object.fromEntries(url.searchParams))
  const [mentors, fields] = await Promise.all([listMentors(ctx, { field: find.field, q: find.q, openOnly: find.open === '1' }), mentorFields(ctx)])
  return { mentors, fields, find: { field: find.field ?? '', q: find.q ?? '', open: find.open === '1' } }
})

export default function Mentors() {
  const t = useT()
  const { mentors, fields, find } = useLoaderData<typeof loader>()
  const address = (field: string) => {
    const query = new URLSearchParams({ ...(field && { field }), ...(find.q && { q: find.q }), ...(find.open && { open: '1' }) }).toString()
    return query === '' ? '/mentors' : `/mentors?${query}`
  }
  return (
    <div className="wrap">
      <PageHead title={t('mentors.title')} lead={t('mentors.lead')} action={<ButtonLink to="/mentors/requests" variant="outline">{t('mentors.my_requests')}</ButtonLink>} />
      <div className="stack g-32">
      <Form className="mfind" role="search" aria-label={t('mentors.find')}>
        {find.field && <input type="hidden" name="field" value={find.field} />}
        <div className="row">
          <span className="search-box">
            <Icon name="search" />
            <label className="sr" htmlFor="mq">{t('mentors.find_hint')}</label>
            <input className="input" id="mq" name="q" type="search" defaultValue={find.q} placeholder={t('mentors.find_hint')} />
          </span>
          <label className="check"><input type="checkbox" name="open" value="1" defaultChecked={find.open} /><span className="small">{t('mentors.open_only')}</span></label>
          <button className="btn btn-quiet btn-s" type="submit">{t('mentors.search')}</button>
        </div>
      </Form>
      <ChipsNav label={t('mentors.fields')} scroll items={[{ to: address(''), label: t('mentors.all_fields'), current: find.field === '' }, ...fields.map((f) => ({ to: address(f), label: f, current: f === find.field }))]} />
      <section aria-labelledby="ml" className="stack">
        <h2 id="ml" className="h-s">{t('mentors.found', { count: mentors.length })}</h2>
        {mentors.length === 0
          ? <Empty title={t('mentors.none')} text={t('mentors.none_text')} action={<Link to="/mentors">{t('mentors.all_fields')}</Link>} />
          : <ul className="mlist grid grid-2">{mentors.map((m) => <li key={m.card.id}><MentorCard mentor={m} /></li>)}</ul>}
      </section>
      </div>
    </div>
  )
}
