import { useActionData, useLoaderData } from '@remix-run/react'
import type { z } from 'zod'
import { RosterView } from '~/components/events/roster-view.tsx'
import { useLookAgain } from '~/components/events/use-seats.ts'
import { definePage } from '~/components/layout/define-page.ts'
import { styles } from '~/components/layout/styles.ts'
import type { Ctx } from '~/core/ctx.ts'
import { addParticipant, answerRegistration, markAttendance, readRoster, removeParticipant } from '~/domain/events/index.server.ts'
import { addInput, answerInput, markInput, participantInput, rosterInput } from '~/domain/events/schema.ts'
import { act, go, intent, page } from '~/http/handle.server.ts'
import rosterCss from '~/styles/pages/roster.css?url'

export const handle = definePage<typeof loader>({ title: (t, data) => (data ? `${t('roster.title')}・${data.roster.event.title}` : t('roster.title')) })
export const links = styles(rosterCss)

export const loader = page('member', async ({ ctx, params, url }) => {
  const input = rosterInput.parse({ group: url.searchParams.get('group'), after: url.searchParams.get('after') })
  return { roster: await readRoster(ctx, params['event'] ?? '', input), group: input.group, removing: url.searchParams.get('remove'), isDone: url.searchParams.has('done'), isRefused: url.searchParams.has('refused') }
})

/** Does it, and comes back to the group that was looked at. */
const then = <S extends z.ZodType>(schema: S, run: (ctx: Ctx, eventId: string, input: z.output<S>) => Promise<unknown>) =>
  intent(schema, async ({ ctx, params, url }, input) => {
    await run(ctx, params['event'] ?? '', input)
    return go(`/events/${params['event']}/roster?group=${rosterInput.parse({ group: url.searchParams.get('group') }).group}&done`)
  })

export const action = act('member', {
  answer: then(answerInput, answerRegistration),
  mark: then(markInput, markAttendance),
  remove: then(participantInput, removeParticipant),
  add: then(addInput, addParticipant),
})

export default function RosterRoute() {
  const loaded = useLoaderData<typeof loader>()
  useLookAgain(loaded.roster.event.id, 2_000)
  return <RosterView {...loaded} answer={useActionData()} />
}
