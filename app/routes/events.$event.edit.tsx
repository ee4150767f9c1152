import { useActionData, useLoaderData } from '@remix-run/react'
import { useState } from 'react'
import { refusalOf } from '~/components/form/refusal'
import { SubmitButton } from '~/components/form/submit-button'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { EventForm } from '~/components/proposals/event-form'
import { ButtonLink } from '~/components/ui/button'
import { Crumb } from '~/components/ui/crumb'
import { PageHead } from '~/components/ui/page-head'
import { editableEvent, editEvent } from '~/domain/proposals/index.server'
import { editEventInput } from '~/domain/proposals/schema'
import { act, go, intent, page } from '~/http/handle.server'
import { useT } from '~/i18n'
import composerCss from '~/styles/pages/composer.css?url'
import proposalsCss from '~/styles/pages/proposals.css?url'

export const handle = definePage({ title: (t) => t('proposals.edit_title') })
export const links = styles(composerCss, proposalsCss)

export const loader = page('member', ({ ctx, params }) => editableEvent(ctx, params['event'] ?? ''))

export const action = act('member', {
  default: intent(editEventInput, async ({ ctx, params }, input) => {
    const eventId = params['event'] ?? ''
    const { status } = await editableEvent(ctx, eventId)
    await editEvent(ctx, eventId, input)
    return go(status === 'draft' ? `/events/${eventId}/proposal` : `/events/${eventId}`)
  }),
})

/** A refusal may mean that it was changed elsewhere: then the page knows the version as it is now. */
export const shouldRevalidate = () => true

export default function EditEvent() {
  const t = useT()
  const { id, status, fields, version, registered } = useLoaderData<typeof loader>()
  const refused = refusalOf(useActionData())
  const [begun] = useState(version)
  const isConflict = refused?.errors['form'] === 'proposals.edit_conflict'
  const back = status === 'draft' ? `/events/${id}/proposal` : `/events/${id}`
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: back, label: fields.title }]} />
      <PageHead title={t('proposals.edit_title')} />
      <EventForm
        id={id} fields={fields} refused={refused} isDraft={false} isOpen={status === 'draft'} registered={registered}
        hidden={<input type="hidden" name="version" value={isConflict ? version : begun} />}
        buttons={<><ButtonLink to={isConflict ? `/events/${id}` : back} variant="text" {...(isConflict && { target: '_blank' })}>{t(isConflict ? 'proposals.edit_now' : 'common.cancel')}</ButtonLink><SubmitButton>{t(isConflict ? 'proposals.save_over' : 'proposals.save')}</SubmitButton></>}
      />
    </div>
  )
}
