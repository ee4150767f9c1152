import { useLoaderData } from '@remix-run/react'
import { OfficeContact } from '~/components/accounts/office-contact.tsx'
import { definePage } from '~/components/layout/define-page.ts'
import { useRootData } from '~/components/layout/root-data.ts'
import { Badge } from '~/components/ui/badge.tsx'
import { Button } from '~/components/ui/button.tsx'
import { Card } from '~/components/ui/card.tsx'
import { DefinitionList } from '~/components/ui/definition-list.tsx'
import { PageHead } from '~/components/ui/page-head.tsx'
import { TimeText } from '~/components/ui/time-text.tsx'
import { formatServiceDate } from '~/core/dates.ts'
import { readOwnApplication } from '~/domain/accounts/index.server.ts'
import { page } from '~/http/handle.server.ts'
import { useT } from '~/i18n/index.tsx'

export const handle = definePage({ title: (t) => t('join.waiting_title') })
export const loader = page('applicant', async ({ ctx }) => ({ application: await readOwnApplication(ctx) }))

/** How far the verification of one's former employment is. */
export default function Waiting() {
  const t = useT()
  const { lng } = useRootData()
  const { application } = useLoaderData<typeof loader>()
  // Approved is the moment before the account itself turns active.
  const state = application === null ? null : application.status === 'approved' ? 'waiting' : application.status
  return (
    <div className="wrap wrap-narrow stack g-32">
      <PageHead title={t('join.waiting_title')} />
      <Card tone={state === 'declined' ? 'sunk' : 'accent'} className="stack g-12">
        {state !== null && <p><Badge tone={state === 'question' ? 'caution' : state === 'declined' ? 'line' : 'accent'} icon={state === 'waiting' ? 'clock' : 'info'}>{t(`join.state_${state}`)}</Badge></p>}
        <p className="big">{state === null ? t('join.text_none') : t(`join.text_${state}`)}</p>
        {state !== 'declined' && <p className="small muted">{t('join.meanwhile')}</p>}
      </Card>
      {application !== null && (
        <section className="stack" aria-labelledby="declared">
          <h2 id="declared" className="h-m">{t('join.declared')}</h2>
          <DefinitionList
            items={[
              { term: t('join.applied_at'), detail: <TimeText at={application.appliedAt} style="date" /> },
              { term: t('join.left_on'), detail: formatServiceDate(application.declaredLeftOn, lng) },
              { term: t('join.department'), detail: application.department },
              { term: t('join.job_type'), detail: application.jobType },
            ]}
          />
          <p className="small muted">{t('join.wrong')}</p>
        </section>
      )}
      <OfficeContact />
      <form method="post" action="/logout"><Button type="submit" icon="out">{t('nav.logout')}</Button></form>
    </div>
  )
}
