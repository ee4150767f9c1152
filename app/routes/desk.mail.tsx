import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { CommandId } from '~/components/form/command-id.tsx'
import { ErrorSummary } from '~/components/form/error-summary.tsx'
import { refusalOf } from '~/components/form/refusal.ts'
import { SubmitButton } from '~/components/form/submit-button.tsx'
import { definePage } from '~/components/layout/define-page.ts'
import { Badge } from '~/components/ui/badge.tsx'
import { Banner } from '~/components/ui/banner.tsx'
import { PageHead } from '~/components/ui/page-head.tsx'
import { TimeText } from '~/components/ui/time-text.tsx'
import { listMailProblems, resendMail } from '~/domain/notifications/index.server.ts'
import { resendInput } from '~/domain/notifications/schema.ts'
import { act, intent, page } from '~/http/handle.server.ts'
import { useT } from '~/i18n/index.tsx'

export const handle = definePage({ title: (t) => t('jobs.mail_title') })

export const loader = page('desk', ({ ctx, url }) => listMailProblems(ctx, url.searchParams.get('after')))

export const action = act('desk', { default: intent(resendInput, async ({ ctx }, input) => ({ resent: (await resendMail(ctx, input)).id })) })

export default function LostMail() {
  const t = useT()
  const problems = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = refusalOf(answer)
  return (
    <>
      <PageHead title={t('jobs.mail_title')} lead={t('jobs.mail_lead')} />
      {answer && 'resent' in answer && <Banner tone="success" icon="check" role="status">{t('jobs.mail_resent')}</Banner>}
      <ErrorSummary errors={refused && { form: t.dynamic(Object.values(refused.errors)[0] ?? 'form.invalid') }} />
      {problems.items.length === 0 ? <p className="muted">{t('jobs.mail_none')}</p> : (
        <ul className="list">
          {problems.items.map((m) => (
            <li key={m.id} className="stack g-4">
              <div className="row row-between"><Badge tone={m.status === 'failed' ? 'danger' : 'caution'}>{t(`jobs.mail_${m.status}`)}</Badge><TimeText className="small muted" at={m.createdAt} style="dayTime" /></div>
              <p>{m.kind}・{m.member?.name ?? t('jobs.mail_no_member')}</p>
              {m.error && <p className="small muted">{m.error}</p>}
              <Form method="post"><input type="hidden" name="id" value={m.id} /><CommandId renewOn={answer} /><SubmitButton variant="outline" size="s">{t('jobs.mail_resend')}</SubmitButton></Form>
            </li>
          ))}
        </ul>
      )}
      {problems.next && <Link className="more" to={`/desk/mail?after=${problems.next}`}>{t('jobs.older')}</Link>}
    </>
  )
}
