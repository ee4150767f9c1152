import { useLoaderData } from '@remix-run/react'
import { definePage } from '~/components/layout/define-page.ts'
import { PageHead } from '~/components/ui/page-head.tsx'
import { TimeText } from '~/components/ui/time-text.tsx'
import { notFound } from '~/core/errors.ts'
import { page } from '~/http/handle.server.ts'
import { useT } from '~/i18n/index.tsx'
import { findPolicy } from '~/i18n/policies.server.ts'

export const loader = page('public', ({ params, lng, organisation }) => {
  const policy = findPolicy(params['page'], lng, organisation)
  if (policy === undefined) throw notFound()
  return { policy }
})

export const handle = definePage<typeof loader>({ title: (t, data) => data?.policy.title ?? t('errors.not_found_title'), robots: 'index' })

export default function PolicyPage() {
  const t = useT()
  const { policy } = useLoaderData<typeof loader>()
  return (
    <article className="wrap wrap-narrow">
      <PageHead title={policy.title} lead={policy.lead} />
      <div className="prose big-prose">
        {policy.sections.map((section) => (
          <section key={section.title} className="stack g-12">
            <h2>{section.title}</h2>
            {section.text?.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
            {section.list !== undefined && <ul>{section.list.map((line) => <li key={line}>{line}</li>)}</ul>}
          </section>
        ))}
        <p className="small muted">{t('common.in_force_since')} <TimeText at={`${policy.since}T00:00:00+09:00`} style="date" /></p>
      </div>
    </article>
  )
}
