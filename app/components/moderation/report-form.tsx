import { Form } from '@remix-run/react'
import { NOTE_LIMIT, reportReasons } from '~/domain/moderation/policy.ts'
import { useT } from '~/i18n/index.tsx'
import { CommandId } from '../form/command-id.tsx'
import { ErrorSummary } from '../form/error-summary.tsx'
import { RadioCards } from '../form/radio-cards.tsx'
import { refusalOf, typedIn } from '../form/refusal.ts'
import { SubmitButton } from '../form/submit-button.tsx'
import { TextArea } from '../form/text-area.tsx'
import { ButtonLink } from '../ui/button.tsx'

/** What worries somebody, for the office. `answer`: of the page's action. */
export function ReportForm({ answer, back }: { answer: unknown; back: string }) {
  const t = useT()
  const refused = refusalOf(answer)
  return (
    <Form method="post" className="stack g-24">
      <CommandId renewOn={answer} />
      <ErrorSummary errors={refused?.errors} labels={{ reason: t('moderation.reason'), note: t('moderation.note') }} />
      <RadioCards name="reason" label={t('moderation.reason')} required error={refused?.errors['reason']} defaultValue={typedIn(refused, 'reason')} options={reportReasons.map((reason) => ({ value: reason, label: t(`moderation.reason_${reason}`) }))} />
      <TextArea name="note" label={t('moderation.note')} optional hint={t('moderation.note_hint')} limit={NOTE_LIMIT} rows={3} error={refused?.errors['note']} defaultValue={typedIn(refused, 'note')} />
      <div className="row"><SubmitButton>{t('moderation.send')}</SubmitButton><ButtonLink to={back} variant="text">{t('common.cancel')}</ButtonLink></div>
    </Form>
  )
}
