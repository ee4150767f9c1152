import { Form } from '@remix-run/react'
import type { Custodians } from '~/domain/custody/index.server.ts'
import { seats } from '~/domain/custody/policy.ts'
import { useT } from '~/i18n/index.tsx'
import { CommandId } from '../form/command-id.tsx'
import { type Refused, typedIn } from '../form/refusal.ts'
import { Select } from '../form/select.tsx'
import { SubmitButton } from '../form/submit-button.tsx'
import { TextInput } from '../form/text-input.tsx'

/** A seat passes on with its key: both custodians and the next one, at one screen. */
export function HandOver({ offered, refused, answer }: { offered: Custodians['offered']; refused: Refused | undefined; answer: unknown }) {
  const t = useT()
  const secret = (name: string, label: string, more: { hint?: string; autoComplete?: string } = {}) => <TextInput type="password" name={name} label={label} required error={refused?.errors[name]} autoComplete="off" {...more} />
  return (
    <section aria-labelledby="hand">
      <h2 id="hand" className="h-s">{t('custody.hand_title')}</h2>
      <p>{t('custody.hand_text')}</p>
      {offered.length === 0 ? <p className="muted">{t('custody.nobody')}</p> : (
        <Form method="post" className="stack g-16 formbox" autoComplete="off">
          <input type="hidden" name="intent" value="hand-over" />
          <CommandId renewOn={answer} />
          <Select name="seat" label={t('custody.hand_seat')} required error={refused?.errors['seat']} options={seats.map((seat) => ({ value: seat, label: t(`custody.seat.${seat}`) }))} defaultValue={typedIn(refused, 'seat', 'hr')} />
          <Select name="memberId" label={t('custody.hand_to')} required error={refused?.errors['memberId']} options={[{ value: '', label: t('custody.choose') }, ...offered.map((m) => ({ value: m.id, label: m.name }))]} defaultValue={typedIn(refused, 'memberId')} />
          {secret('secretHr', t('custody.secret_hr'))}
          {secret('secretSecond', t('custody.secret_second'))}
          {secret('secretNew', t('custody.secret_next'), { hint: t('custody.secret_hint'), autoComplete: 'new-password' })}
          {secret('secretAgain', t('custody.secret_next_again'), { autoComplete: 'new-password' })}
          <p><SubmitButton variant="outline">{t('custody.hand')}</SubmitButton></p>
        </Form>
      )}
    </section>
  )
}
