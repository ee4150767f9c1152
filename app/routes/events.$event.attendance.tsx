import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { CommandId } from '~/components/form/command-id'
import { ErrorSummary } from '~/components/form/error-summary'
import { refusalOf, typedIn } from '~/components/form/refusal'
import { SubmitButton } from '~/components/form/submit-button'
import { TextInput } from '~/components/form/text-input'
import { definePage } from '~/components/layout/define-page'
import { Banner } from '~/components/ui/banner'
import { Crumb } from '~/components/ui/crumb'
import { PageHead } from '~/components/ui/page-head'
import { attendanceCode, confirmAttendance } from '~/domain/archive/index.server'
import { confirmInput } from '~/domain/archive/schema'
import { readEvent } from '~/domain/events/index.server'
import { act, go, intent, page } from '~/http/handle.server'
import { useT } from '~/i18n'

export const handle = definePage({ title: (t) => t('archive.attendance') })

export const loader = page('member', async ({ ctx, params, url }) => {
  const id = params['event'] ?? ''
  const { card, can } = await readEvent(ctx, id)
  return { id: card.id, title: card.title, code: can.host ? await attendanceCode(ctx, id) : null, isDone: url.searchParams.has('done') }
})

export const action = act('member', {
  default: intent(confirmInput, async ({ ctx, params }, input) => {
    await confirmAttendance(ctx, params['event'] ?? '', input)
    return go(`/events/${params['event']}/attendance?done=1`)
  }),
})

export default function Attendance() {
  const t = useT()
  const { id, title, code, isDone } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = refusalOf(answer)
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: `/events/${id}`, label: title }]} />
      <PageHead title={t('archive.attendance')} lead={code === null ? t('archive.attendance_text') : undefined} />
      <div className="stack g-24">
        {isDone && <Banner tone="success" role="status">{t('archive.confirmed')}</Banner>}
        {code !== null && <section aria-labelledby="code"><h2 id="code" className="h-s">{t('archive.your_code')}</h2><p className="h-l num">{code}</p><p className="muted">{t('archive.your_code_text')}</p></section>}
        {code === null && <Form method="post" className="stack g-24">
          <CommandId renewOn={answer} />
          <ErrorSummary errors={refused?.errors} labels={{ code: t('archive.code') }} />
          <TextInput name="code" label={t('archive.code')} inputMode="numeric" autoComplete="off" required error={refused?.errors['code']} defaultValue={typedIn(refused, 'code')} />
          <div className="row"><SubmitButton>{t('archive.confirm')}</SubmitButton></div>
        </Form>}
      </div>
    </div>
  )
}
