import { Form } from '@remix-run/react'
import { CommandId } from '~/components/form/command-id.tsx'
import { ErrorSummary } from '~/components/form/error-summary.tsx'
import { refusalOf, typedIn } from '~/components/form/refusal.ts'
import { SubmitButton } from '~/components/form/submit-button.tsx'
import { TextArea } from '~/components/form/text-area.tsx'
import { SUPPORT_LIMIT } from '~/domain/events/views.ts'
import { useT } from '~/i18n/index.tsx'

/** Registers, or joins the line of a full event. */
export function RegisterForm({ isFull, answer }: { isFull: boolean; answer: unknown }) {
  const t = useT()
  const refused = refusalOf(answer)
  return (
    <Form method="post" className="stack g-12" preventScrollReset>
      <input type="hidden" name="intent" value="register" />
      <CommandId renewOn={answer} />
      <ErrorSummary errors={refused?.errors} labels={{ support: t('events.support') }} />
      <TextArea name="support" label={t('events.support')} hint={t('events.support_hint')} optional rows={2} limit={SUPPORT_LIMIT} error={refused?.errors['support']} defaultValue={typedIn(refused, 'support')} />
      <SubmitButton block pendingLabel={t('events.registering')}>{t(isFull ? 'events.wait' : 'events.register')}</SubmitButton>
    </Form>
  )
}
