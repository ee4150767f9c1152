import { useActionData, useLoaderData } from '@remix-run/react'
import { ChangeRegistration } from '~/components/events/change-registration.tsx'
import { definePage } from '~/components/layout/define-page.ts'
import { changeRegistration, readRegistration } from '~/domain/events/index.server.ts'
import { needsInput, registerInput } from '~/domain/events/schema.ts'
import { act, go, intent, page } from '~/http/handle.server.ts'

export const handle = definePage<typeof loader>({ title: (t, data) => (data ? `${t('events.change.title')}・${data.event.title}` : t('events.change.title')) })

export const loader = page('member', ({ ctx, params }) => readRegistration(ctx, params['event'] ?? ''))

export const action = act('member', {
  change: intent(registerInput, async ({ ctx, params }, input) => {
    await changeRegistration(ctx, params['event'] ?? '', input)
    return go(`/events/${params['event']}?changed=1`)
  }),
  needs: intent(needsInput, async ({ ctx, params }, input) => {
    await changeRegistration(ctx, params['event'] ?? '', input)
    return go(`/events/${params['event']}?changed=1`)
  }),
})

/** A refusal may mean that the event takes no registrations any more, or another seat is free: the form says it as it is now. */
export const shouldRevalidate = () => true

export default function RegistrationRoute() {
  return <ChangeRegistration own={useLoaderData<typeof loader>()} answer={useActionData()} />
}
