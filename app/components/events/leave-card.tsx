import { Form } from '@remix-run/react'
import { CommandId } from '~/components/form/command-id.tsx'
import { ErrorSummary } from '~/components/form/error-summary.tsx'
import { refusalOf } from '~/components/form/refusal.ts'
import { SubmitButton } from '~/components/form/submit-button.tsx'
import { ButtonLink } from '~/components/ui/button.tsx'
import { useT } from '~/i18n/index.tsx'
import type { RegistrationProps } from './registration-card.tsx'

/** Asks before a seat or a place in the line is given back, with what follows from it; the safe choice first. It has an address, so it needs no JavaScript. */
export function LeaveCard({ event: { card, mine }, answer }: RegistrationProps) {
  const t = useT()
  const isOffered = mine?.status === 'offered'
  const isWaiting = mine?.status === 'waitlisted'
  const text = isOffered ? 'events.decline_text' : isWaiting ? 'events.leave_line_text' : card.waiting > 0 ? 'events.leave_text' : 'events.leave_free_text'
  return (
    <div className="card reg">
      <h2 className="reg-h" tabIndex={-1}>{t(isOffered ? 'events.decline_sure' : isWaiting ? 'events.leave_line_sure' : 'events.leave_sure')}</h2>
      <p>{t(text)}</p>
      <ErrorSummary errors={refusalOf(answer)?.errors} />
      <div className="stack g-8">
        <ButtonLink variant="outline" block to="?" preventScrollReset>{t(isOffered ? 'events.decline_no' : isWaiting ? 'events.leave_line_no' : 'events.leave_no')}</ButtonLink>
        <Form method="post" preventScrollReset>
          <input type="hidden" name="intent" value="leave" />
          <CommandId renewOn={answer} />
          <SubmitButton variant="danger" block>{t(isOffered ? 'events.decline_yes' : isWaiting ? 'events.leave_line_yes' : 'events.leave_yes')}</SubmitButton>
        </Form>
      </div>
    </div>
  )
}
