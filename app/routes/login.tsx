import { Form, Link, useActionData, useLoaderData, useLocation } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { DemoAccounts } from '~/components/accounts/demo-accounts.tsx'
import { OfficeContact } from '~/components/accounts/office-contact.tsx'
import { PasswordInput } from '~/components/accounts/password-input.tsx'
import { SignInRefused } from '~/components/accounts/sign-in-refused.tsx'
import { ErrorSummary } from '~/components/form/error-summary.tsx'
import { refusalOf, typedIn } from '~/components/form/refusal.ts'
import { SubmitButton } from '~/components/form/submit-button.tsx'
import { TextInput } from '~/components/form/text-input.tsx'
import { definePage } from '~/components/layout/define-page.ts'
import { PageHead } from '~/components/ui/page-head.tsx'
import { demoLogins, demoPassword } from '~/domain/accounts/demo-logins.ts'
import { login } from '~/domain/accounts/index.server.ts'
import { loginInput } from '~/domain/accounts/schema.ts'
import { act, go, intent, page } from '~/http/handle.server.ts'
import { safeTo } from '~/http/safe-to.ts'
import { useT } from '~/i18n/index.tsx'

export const handle = definePage({ title: (t) => t('login.title') })

export const loader = page('guest', ({ url, organisation }) => {
  const asked = url.searchParams.get('demo')
  const filled = organisation.isDemo ? demoLogins.find((one) => one.email === asked) : undefined
  return { next: safeTo(url.searchParams.get('next'), ''), isDemo: organisation.isDemo, filled: filled ? { email: filled.email, password: demoPassword } : null }
})

/** Also for somebody who is signed in: another tab may have been faster, and the newer sign-in counts. */
export const action = act('public', {
  default: intent(loginInput, async (h, input) => {
    const { cookies, status } = await login(h.ctx, input, { ip: h.ip, userAgent: h.userAgent, cookieHeader: h.request.headers.get('cookie') })
    for (const cookie of cookies) h.setCookie(cookie)
    return go(status === 'applicant' ? '/join/waiting' : (input.next ?? '/'))
  }),
})

export default function Login() {
  const t = useT()
  const { next: path, isDemo, filled } = useLoaderData<typeof loader>()
  const next = useWithPlace(path)
  const answer = useActionData<typeof action>()
  const refused = refusalOf(answer)
  const retryAfter = answer && 'retryAfter' in answer ? answer.retryAfter : undefined
  return (
    <div className={isDemo ? 'wrap' : 'wrap wrap-narrow'}>
      <PageHead title={t('login.title')} />
      <div className={isDemo ? 'cols-half' : undefined}>
        <div className="stack g-32">
          {refused?.errors['form'] === undefined
            ? <ErrorSummary errors={refused?.errors} labels={{ email: t('login.email'), password: t('login.password') }} />
            : <SignInRefused textKey={refused.errors['form']} retryAfter={retryAfter} />}
          {/* A whole new page: nothing of a guest, or of somebody else, stays in this one. */}
          <Form method="post" className="card stack g-24" reloadDocument key={filled?.email} noValidate>
            <input type="hidden" name="next" defaultValue={typedIn(refused, 'next', next)} />
            <TextInput name="email" type="email" label={t('login.email')} autoComplete="username" inputMode="email" defaultValue={typedIn(refused, 'email', filled?.email)} error={refused?.errors['email']} />
            <PasswordInput name="password" label={t('login.password')} autoComplete="current-password" defaultValue={refused ? undefined : filled?.password} error={refused?.errors['password']} />
            <SubmitButton pendingLabel={t('login.sending')}>{t('login.send')}</SubmitButton>
          </Form>
          <div className="stack">
            <NewHere />
            <p className="small muted">{t('login.forgot')}</p>
            <OfficeContact />
          </div>
        </div>
        {isDemo && <DemoAccounts next={next} />}
      </div>
    </div>
  )
}

/** The place on the page somebody was sent here from, as `#post-21`: browsers keep it to themselves, so it is added here. */
function useWithPlace(path: string): string {
  const { hash } = useLocation()
  const [place, setPlace] = useState('')
  useEffect(() => setPlace(/^#[\w-]+$/.test(hash) ? hash : ''), [hash])
  return path === '' || path.includes('#') ? path : path + place
}

function NewHere() {
  const t = useT()
  const [before = '', after = ''] = t('login.new_here', { link: '\n' }).split('\n')
  return <p>{before}<Link to="/join">{t('login.new_here_link')}</Link>{after}</p>
}
