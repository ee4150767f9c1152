import { type ShouldRevalidateFunction, useLoaderData } from '@remix-run/react'
import { AttendeeRoom } from '~/components/live/attendee-room'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { isId } from '~/core/ids'
import { topicsOfQuestions } from '~/domain/archive/index.server'
import { surveyInRoom } from '~/domain/events/index.server'
import { answerPoll, appealAnonymous, appealQuestion, askAnonymously, askQuestion, changeAnonymous, changeOwnQuestion, ownAnonymous, readAttendeePage, readTally, voteForQuestion, withdrawAnonymous, withdrawOwnQuestion } from '~/domain/live/index.server'
import { readMaterials } from '~/domain/proposals/index.server'
import { appealAnonymousInput, appealInput, askAnonymouslyInput, askInput, changeAnonymousInput, editInput, questionInput, voteInput, withdrawAnonymousInput } from '~/domain/live/schema'
import { keepCapability, readCapabilities } from '~/http/capabilities.server'
import { answerPollInput } from '~/domain/polls/schema'
import { act, go, intent, page } from '~/http/handle.server'
import liveCss from '~/styles/pages/live.css?url'
import pollsCss from '~/styles/pages/polls.css?url'
import roomPollsCss from '~/styles/pages/room-polls.css?url'
import questionsCss from '~/styles/pages/questions.css?url'

export const handle = definePage<typeof loader>({ title: (t, data) => (data ? t('live.title', { title: data.event.title }) : t('live.questions')), shell: 'room', mainClass: 'room-main' })
export const links = styles(questionsCss, pollsCss, roomPollsCss, liveCss)

const askedAs = (said: string | null): 'pending' | 'shown' | null => (said === 'pending' || said === 'shown' ? said : null)

export const loader = page('member', async ({ ctx, request, params, url }) => {
  const eventId = params['event'] ?? ''
  const [shown, survey, materials, anonymous] = await Promise.all([readAttendeePage(ctx, eventId), isId(eventId) ? surveyInRoom(ctx, eventId) : [], readMaterials(ctx, eventId), ownAnonymous(ctx, eventId, readCapabilities(request, ctx.place.publicUrl))])
  const [topics, tally] = shown.room.state.status === 'closed' ? await Promise.all([topicsOfQuestions(ctx, eventId), readTally(ctx, eventId)]) : [{}, null]
  return { ...shown, survey, materials, anonymous, topics, tally, wasAsked: askedAs(url.searchParams.get('asked')) }
})

/** In what order, how somebody asks and from where a recording plays is the page's own affair: it changes without the server, so also without a line. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formMethod, currentUrl, nextUrl, defaultShouldRevalidate }) => {
  const isOwnAffair = formMethod === undefined && currentUrl.pathname === nextUrl.pathname && currentUrl.search !== nextUrl.search && ![currentUrl, nextUrl].some((url) => url.searchParams.has('asked'))
  return isOwnAffair ? false : defaultShouldRevalidate
}

export const action = act('member', {
  ask: intent(askInput, async ({ ctx, params }, input) => {
    const { isPending } = await askQuestion(ctx, input)
    return go(`/events/${params['event']}/live?asked=${isPending ? 'pending' : 'shown'}`)
  }),
  'ask-anonymously': intent(askAnonymouslyInput, async ({ ctx, request, params, setCookie }, input) => {
    const { isPending } = await askAnonymously(ctx, input)
    setCookie(keepCapability(request, ctx.place.publicUrl, input.eventId, input.capability))
    return go(`/events/${params['event']}/live?asked=${isPending ? 'pending' : 'shown'}`)
  }),
  'change-anonymous': intent(changeAnonymousInput, async ({ ctx, request, params }, input) => {
    await changeAnonymous(ctx, params['event'] ?? '', input, readCapabilities(request, ctx.place.publicUrl))
    return go(`/events/${params['event']}/live`)
  }),
  'withdraw-anonymous': intent(withdrawAnonymousInput, async ({ ctx, request, params }, input) => {
    await withdrawAnonymous(ctx, params['event'] ?? '', input, readCapabilities(request, ctx.place.publicUrl))
    return go(`/events/${params['event']}/live`)
  }),
  'appeal-anonymous': intent(appealAnonymousInput, async ({ ctx, request, params }, input) => {
    await appealAnonymous(ctx, params['event'] ?? '', input, readCapabilities(request, ctx.place.publicUrl))
    return go(`/events/${params['event']}/live`)
  }),
  appeal: intent(appealInput, async ({ ctx, params }, input) => {
    await appealQuestion(ctx, input)
    return go(`/events/${params['event']}/live`)
  }),
  vote: intent(voteInput, async ({ ctx, params }, input) => {
    await voteForQuestion(ctx, input)
    return go(`/events/${params['event']}/live#q-${input.questionId}`)
  }),
  'answer-poll': intent(answerPollInput, async ({ ctx, params }, input) => {
    await answerPoll(ctx, input)
    return go(`/events/${params['event']}/live#poll-${input.pollId}`)
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
  const { event, now, room, anonymous, survey, materials, topics, tally, wasAsked } = useLoaderData<typeof loader>()
  return <AttendeeRoom key={event.id} event={event} isOver={event.endsAt <= now} room={room} anonymous={anonymous} survey={survey} materials={materials} topics={topics} tally={tally} wasAsked={wasAsked} />
}
