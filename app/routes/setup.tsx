import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { PasswordInput } from '~/components/accounts/password-input.tsx'
import { ErrorSummary } from '~/components/form/error-summary.tsx'
import { refusalOf, typedIn } from '~/components/form/refusal.ts'
import { SubmitButton } from '~/components/form/submit-button.tsx'
import { TextInput } from '~/components/form/text-input.tsx'
import { definePage } from '~/components/layout/define-page.ts'
import { PageHead } from '~/components/ui/page-head.tsx'
import { checkSetupToken, completeSetup } from '~/domain/accounts/index.server.ts'
import { setupInput } from '~/domain/accounts/schema.ts'
import { act, go, intent, page } from '~/http/handle.server.ts'
import { useT } from '~/i18n/index.tsx'

export const handle = definePage({ title: (t) => t('setup.title') })

/** Not found unless the place is empty and the one-time token is good. */
export const loader = page('public', async ({ ctx, url }) => {
  const token = url.searchParams.get('token') ?? ''
  await checkSetupToken(ctx, token)
  return { token }
})

export const action = act('public', {
  default: intent(setupInput, async (h, input) => {
    const { cookies } = await completeSetup(h.ctx, input, { ip: h.ip, userAgent: h.userAgent, cookieHeader: h.request.headers.get('cookie') })
    for (const cookie of cookies) h.setCookie(cookie)
    return go('/')
  }),
})

export default function Setup() {
  const t = useT()
  const { token } = useLoaderData<typeof loader>()
  const refused = refusalOf(useActionData<typeof action>())
  const field = (name: string) => ({ name, defaultValue: typedIn(refused, name), error: refused?.errors[name] })
  const labels = {
    organisation: t('setup.organisation'), office: t('setup.office'), familyName: t('setup.family_name'), givenName: t('setup.given_name'),
    familyKana: t('setup.family_kana'), givenKana: t('setup.given_kana'), email: t('setup.email'), password: t('setup.password'),
  }
  return (
    <div className="wrap wrap-narrow stack g-32">
      <PageHead title={t('setup.title')} lead={t('setup.lead')} />
      <ErrorSummary errors={refused?.errors} labels={labels} />
      <Form method="post" className="card stack g-24" reloadDocument noValidate>
        <input type="hidden" name="token" value={token} />
        <h2 className="h-m">{t('setup.place')}</h2>
        <TextInput {...field('organisation')} label={labels.organisation} hint={t('setup.organisation_hint')} required autoComplete="off" />
        <TextInput {...field('office')} label={labels.office} hint={t('setup.office_hint')} required autoComplete="off" />
        <h2 className="h-m">{t('setup.admin')}</h2>
        <div className="grid grid-2">
          <TextInput {...field('familyName')} label={labels.familyName} required autoComplete="family-name" />
          <TextInput {...field('givenName')} label={labels.givenName} optional autoComplete="given-name" />
          <TextInput {...field('familyKana')} label={labels.familyKana} required autoComplete="off" />
          <TextInput {...field('givenKana')} label={labels.givenKana} optional autoComplete="off" />
        </div>
        <TextInput {...field('email')} type="email" label={labels.email} required autoComplete="username" inputMode="email" />
        <PasswordInput name="password" label={labels.password} hint={t('setup.password_hint')} error={refused?.errors['password']} required autoComplete="new-password" />
        <SubmitButton pendingLabel={t('setup.sending')}>{t('setup.send')}</SubmitButton>
      </Form>
    </div>
  )
}
