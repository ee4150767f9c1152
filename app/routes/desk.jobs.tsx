import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { CommandId } from '~/components/form/command-id.tsx'
import { ErrorSummary } from '~/components/form/error-summary.tsx'
import { refusalOf } from '~/components/form/refusal.ts'
import { ScrollBox } from '~/components/ui/scroll-box.tsx'
import { SubmitButton } from '~/components/form/submit-button.tsx'
import { definePage } from '~/components/layout/define-page.ts'
import { Banner } from '~/components/ui/banner.tsx'
import { PageHead } from '~/components/ui/page-head.tsx'
import { TimeText } from '~/components/ui/time-text.tsx'
import { countJobs, listDeadJobs, retryDeadJob } from '~/domain/operations/index.server.ts'
import { retryInput } from '~/domain/operations/schema.ts'
import { act, intent, page } from '~/http/handle.server.ts'
import { useT } from '~/i18n/index.tsx'

export const handle = definePage({ title: (t) => t('jobs.title') })

export const loader = page('desk', async ({ ctx, url }) => {
  const [counts, dead] = await Promise.all([countJobs(ctx), listDeadJobs(ctx, url.searchParams.get('after'))])
  return { counts, dead }
})

export const action = act('desk', { default: intent(retryInput, async ({ ctx }, input) => ({ retried: (await retryDeadJob(ctx, input)).id })) })

export default function Jobs() {
  const t = useT()
  const { counts, dead } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = refusalOf(answer)
  return (
    <>
      <PageHead title={t('jobs.title')} lead={t('jobs.lead')} />
      {answer && 'retried' in answer && <Banner tone="success" icon="check" role="status">{t('jobs.retried')}</Banner>}
      <ErrorSummary errors={refused && { form: t.dynamic(Object.values(refused.errors)[0] ?? 'form.invalid') }} />
      <section aria-labelledby="counts">
        <h2 id="counts" className="h-s">{t('jobs.counts')}</h2>
        <ScrollBox label={t('jobs.counts')}>
          <table className="table">
            <thead><tr><th scope="col">{t('jobs.queue')}</th><th scope="col" className="n">{t('jobs.waiting')}</th><th scope="col" className="n">{t('jobs.active')}</th><th scope="col" className="n">{t('jobs.dead')}</th></tr></thead>
            <tbody>{counts.map((q) => <tr key={q.queue}><th scope="row">{t.dynamic(`jobs.queues.${q.queue}`)}</th><td className="n">{q.waiting}</td><td className="n">{q.active}</td><td className="n">{q.dead}</td></tr>)}</tbody>
          </table>
        </ScrollBox>
      </section>
      <section aria-labelledby="dead">
        <h2 id="dead" className="h-s">{t('jobs.dead_title')}</h2>
        {dead.items.length === 0 ? <p className="muted">{t('jobs.dead_none')}</p> : (
          <ul className="list">
            {dead.items.map((job) => (
              <li key={job.id} className="stack g-4">
                <div className="row row-between"><strong className="nobr">{job.name}</strong><span className="small muted">#{job.id}・<TimeText at={job.failedAt} style="dayTime" />・{t('jobs.tries', { count: job.tries })}</span></div>
                <p className="small">{t('jobs.error')}：{job.error}</p>
                {job.requestId && <p className="small muted">{t('jobs.request')}：{job.requestId}</p>}
                <Form method="post"><input type="hidden" name="id" value={job.id} /><CommandId renewOn={answer} /><SubmitButton variant="outline" size="s">{t('jobs.retry')}</SubmitButton></Form>
              </li>
            ))}
          </ul>
        )}
        {dead.next && <Link className="more" to={`/desk/jobs?after=${dead.next}`}>{t('jobs.older')}</Link>}
      </section>
      <p><Link to="/desk/mail">{t('jobs.to_mail')}</Link></p>
    </>
  )
}
