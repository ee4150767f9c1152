import { Form, useLoaderData } from '@remix-run/react'
import { SubmitButton } from '~/components/form/submit-button'
import { definePage } from '~/components/layout/define-page'
import { Icon } from '~/components/ui/icon'
import { PageHead } from '~/components/ui/page-head'
import { findRoomByCode } from '~/domain/live/index.server'
import { go, page } from '~/http/handle.server'
import { useT } from '~/i18n/index'

export const handle = definePage({ title: (t) => t('live.join_title') })

/** Codes are tried by hand; who tries many is slowed down. */
const TRIES = { points: 30, seconds: 600 }

/** The short address of a projector: with the right six digits it leads into the room. */
export const loader = page('member', async ({ ctx, url }) => {
  const code = url.searchParams.get('code') ?? ''
  if (code === '' || ctx.actor.kind !== 'account') return { code, isUnknown: false }
  await ctx.limit('live.code', ctx.actor.id, TRIES)
  const room = await findRoomByCode(ctx, code)
  return room ? go(`/events/${room.eventId}/live`) : { code, isUnknown: true }
})

export default function JoinByCode() {
  const t = useT()
  const { code, isUnknown } = useLoaderData<{ code: string; isUnknown: boolean }>()
  return (
    <div className="wrap wrap-narrow">
      <PageHead title={t('live.join_title')} lead={t('live.join_lead')} />
      <Form method="get" className="card stack">
        <label htmlFor="code">{t('live.join_code')}</label>
        <input className="input" id="code" name="code" inputMode="numeric" autoComplete="off" maxLength={16} required defaultValue={code} {...(isUnknown && { 'aria-invalid': true, 'aria-describedby': 'code-e' })} />
        {isUnknown && <p className="err" id="code-e" role="alert"><Icon name="warn" />{t('live.join_unknown')}</p>}
        <div className="row"><SubmitButton>{t('live.join_go')}</SubmitButton></div>
      </Form>
    </div>
  )
}
