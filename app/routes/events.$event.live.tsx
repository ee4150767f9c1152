import { useLoaderData } from '@remix-run/react'
import { AttendeeRoom } from '~/components/live/attendee-room'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { askQuestion, changeOwnQuestion, readAttendeePage, voteForQuestion, withdrawOwnQuestion } from '~/domain/live/index.server'
import { askInput, editInput, questionInput, voteInput } from '~/domain/live/schema'
import { act, go, intent, page } from '~/http/handle.server'
import liveCss from '~/styles/pages/live.css?url'
import questionsCss from '~/styles/pages/questions.css?url'

export const handle = definePage<typeof loader>({ title: (t, data) => (data ? t('live.title', { title: data.event.title }) : t('live.questions')), shell: 'room', mainClass: 'room-main' })
export const links = styles(questionsCss, liveCss)

export const loader = page('member', async ({ ctx, params, url }) => ({ ...(await readAttendeePage(ctx, params['event'] ?? '')), wasAsked: url.searchParams.has('asked') }))

export const action = act('member', {
  ask: intent(askInput, async ({ ctx, params }, input) => {
    await askQuestion(ctx, input)
    return go(`/events/${params['event']}/live?asked=1`)
  }),
  vote: intent(voteInput, async ({ ctx, params }, input) => {
    await voteForQuestion(ctx, input)
    return go(`/events/${params['event']}/live#q-${input.questionId}`)
  }),
  change: intent(editInput, async ({ ctx, params }, input) => {
    await changeOwnQuestion(ctx, input)
    return go(`/events/${params['event']}/live`)
  }),
  withdraw: intent(questionInput, async ({ ctx, params }, input) => {
    await withdrawOwnQuestion(ctx, input)
    return go(`/events/${params['event']}/live`)
  }),
})

export default function LiveRoom() {
  const { event, room, wasAsked } = useLoaderData<typeof loader>()
  return <AttendeeRoom key={event.id} event={event} room={room} wasAsked={wasAsked} />
}
