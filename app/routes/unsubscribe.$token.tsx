import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { SubmitButton } from '~/components/form/submit-button.tsx'
import { definePage } from '~/components/layout/define-page.ts'
import { readUnsubscribe, unsubscribe } from '~/domain/notifications/index.server.ts'
import { unsubscribeInput } from '~/domain/notifications/schema.ts'
import { act, intent, page } from '~/http/handle.server.ts'
import { useT } from '~/i18n/index.tsx'

export const handle = definePage<typeof loader>({ title: (t, data) => (data ? t('inbox.stop.title', { list: t(`inbox.lists.${data.list}`) }) : '') })

/** Looking changes nothing: scanners of mail follow every address. */
export const loader = page('public', ({ ctx, params }) => readUnsubscribe(ctx, params['token'] ?? ''))

/** RFC 8058: a POST without a cookie and without a question stops the list. */
export const action = act('public', { default: intent(unsubscribeInput, ({ ctx, params }) => unsubscribe(ctx, params['token'] ?? '')) })

export default function Unsubscribe() {
  const t = useT()
  const { list, isOn } = useLoaderData<typeof loader>()
  const isDone = useActionData<typeof action>() !== undefined
  const name = t(`inbox.lists.${list}`)
  return (
    <div className="wrap wrap-narrow stack">
      <h1>{isDone ? t('inbox.stop.done_title') : t('inbox.stop.title', { list: name })}</h1>
      {isDone ? <p role="status">{t('inbox.stop.done', { list: name })}</p> : <p>{isOn ? t('inbox.stop.question', { list: name }) : t('inbox.stop.already', { list: name })}</p>}
      {!isDone && isOn ? (
        <Form method="post" className="stack"><p className="muted">{t('inbox.stop.text')}</p><SubmitButton>{t('inbox.stop.button')}</SubmitButton></Form>
      ) : <p>{t('inbox.stop.again')} <Link to="/notifications">{t('inbox.stop.to_inbox')}</Link></p>}
    </div>
  )
}
