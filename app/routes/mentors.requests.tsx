import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { CommandId } from '~/components/form/command-id'
import { ErrorSummary } from '~/components/form/error-summary'
import { refusalOf } from '~/components/form/refusal'
import { SubmitButton } from '~/components/form/submit-button'
import { TextArea } from '~/components/form/text-area'
import { Badge } from '~/components/ui/badge'
import { Banner } from '~/components/ui/banner'
import { Crumb } from '~/components/ui/crumb'
import { FormerName } from '~/components/ui/former-name'
import { PageHead } from '~/components/ui/page-head'
import { TimeText } from '~/components/ui/time-text'
import { Who } from '~/components/ui/who'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { answerRequest, listReceived, listSent, type RequestView, withdrawRequest } from '~/domain/mentors/index.server'
import { answerInput, withdrawInput } from '~/domain/mentors/schema'
import { act, go, intent, page } from '~/http/handle.server'
import { useT } from '~/i18n'
import mentorsCss from '~/styles/pages/mentors.css?url'

export const handle = definePage({ title: (t) => t('mentors.my_requests') })
export const links = styles(mentorsCss)

export const loader = page('member', async ({ ctx, url }) => {
  const [sent, received] = await Promise.all([listSent(ctx, url.searchParams.get('sent_after')), listReceived(ctx, url.searchParams.get('received_after'))])
  return { sent, received, wasSent: url.searchParams.get('sent') === '1' }
})

export const action = act('member', {
  answer: intent(answerInput, async ({ ctx }, input) => {
    await answerRequest(ctx, input)
    return go('/mentors/requests')
  }),
  withdraw: intent(withdrawInput, async ({ ctx }, input) => {
    await withdrawRequest(ctx, input)
    return go('/mentors/requests')
  }),
})

export default function Requests() {
  const t = useT()
  const { sent, received, wasSent } = useLoaderData<typeof loader>()
  const refused = refusalOf(useActionData<typeof action>())
  return (
    <div className="wrap wrap-narrow stack g-32">
      <Crumb items={[{ to: '/mentors', label: t('mentors.back') }]} />
      <PageHead title={t('mentors.my_requests')} lead={t('mentors.my_requests_lead')} />
      <ErrorSummary errors={refused?.errors} />
      {wasSent && <Banner tone="success" icon="check" role="status">{t('mentors.was_sent')}</Banner>}
      <List id="received" title={t('mentors.received')} none={t('mentors.received_none')} items={received.items} next={received.next} param="received_after" side="received" />
      <List id="sent" title={t('mentors.sent')} none={t('mentors.sent_none')} items={sent.items} next={sent.next} param="sent_after" side="sent" />
    </div>
  )
}

type ListProps = { id: string; title: string; none: string; items: RequestView[]; next: string | null; param: string; side: 'sent' | 'received' }

function List({ id, title, none, items, next, param, side }: ListProps) {
  const t = useT()
  return (
    <section aria-labelledby={`h-${id}`}>
      <h2 id={`h-${id}`} className="h-s">{title}</h2>
      {items.length === 0 ? <p className="muted">{none}</p> : <ul className="list">{items.map((r) => <li key={r.id}><Request request={r} side={side} /></li>)}</ul>}
      {next && <Link className="more" to={`?${param}=${next}`}>{t('common.more')}</Link>}
    </section>
  )
}

function Request({ request: r, side }: { request: RequestView; side: 'sent' | 'received' }) {
  const t = useT()
  const other = side === 'sent' ? r.mentor : r.requester
  const tone = r.status === 'accepted' ? 'success' : r.status === 'sent' ? 'caution' : undefined
  return (
    <article className="stack g-12">
      <div className="row row-between">
        <Who seed={other.id} name={other.name} shown={<>{other.name}<FormerName name={other.former} /></>} meta={other.line} />
        <span className="row"><Badge {...(tone && { tone })}>{t(`mentors.status_${r.status}`)}</Badge><TimeText className="small muted" at={r.createdAt} style="dayTime" /></span>
      </div>
      <p className="pre-line">{r.text}</p>
      {r.answer && <p className="q pre-line">{t('mentors.answer_text', { text: r.answer })}</p>}
      {r.can.answer && (
        <Form method="post" className="stack g-12">
          <input type="hidden" name="intent" value="answer" /><input type="hidden" name="requestId" value={r.id} /><CommandId />
          <TextArea id={`answer-${r.id}`} name="answer" label={t('mentors.answer')} hint={t('mentors.answer_hint')} rows={3} limit={500} />
          <div className="row"><SubmitButton name="decision" value="accepted">{t('mentors.accept')}</SubmitButton><SubmitButton variant="quiet" name="decision" value="declined">{t('mentors.decline')}</SubmitButton></div>
        </Form>
      )}
      {r.can.close && <OneButton intent="answer" id={r.id} fields={{ decision: 'closed' }} label={t('mentors.close')} />}
      {r.can.withdraw && side === 'sent' && <OneButton intent="withdraw" id={r.id} fields={{}} label={t('mentors.withdraw')} />}
    </article>
  )
}

function OneButton({ intent: name, id, fields, label }: { intent: string; id: string; fields: Record<string, string>; label: string }) {
  return (
    <Form method="post">
      <input type="hidden" name="intent" value={name} /><input type="hidden" name="requestId" value={id} /><CommandId />
      {Object.entries(fields).map(([k, v]) => <input type="hidden" key={k} name={k} value={v} />)}
      <SubmitButton variant="quiet" size="s">{label}</SubmitButton>
    </Form>
  )
}
