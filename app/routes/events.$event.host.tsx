import { useLoaderData } from '@remix-run/react'
import { HostRoom } from '~/components/live/host-room'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import type { Ctx } from '~/core/ctx'
import { answerInRoom, reopenInRoom } from '~/domain/archive/index.server'
import {
  allowAsking, approveQuestion, closeRoom, deferQuestion, dropLabel, editQuestion, handOver, labelQuestion, makeLabel, markAnswered, mergeQuestions, openRoom, readHostPage, readStageMessage,
  sayToStage, setStream, showOnStage, startAnswering, switchAsking, switchModeration, takeOver, unmergeQuestion, draftPoll, dropPoll, endPoll, hideInRoomPoll, showPoll, startPoll, startSecondRound,
} from '~/domain/live/index.server'
import {
  askingModeInput, dismissInput, dropLabelInput, editInput, handOverInput, labelInput, makeLabelInput, mergeInput, questionInput, readMessageInput, roomInput, sayInput, stageViewInput, streamInput, switchInput, writeAnswerInput,
} from '~/domain/live/schema'
import { dismissReportedQuestion } from '~/domain/moderation/index.server'
import { draftPollInput, hideInPollInput, roomPollInput, showPollInput } from '~/domain/polls/schema'
import { act, go, intent, page } from '~/http/handle.server'
import hostCss from '~/styles/pages/host.css?url'
import liveCss from '~/styles/pages/live.css?url'
import pollsCss from '~/styles/pages/polls.css?url'
import roomPollsCss from '~/styles/pages/room-polls.css?url'
import questionsCss from '~/styles/pages/questions.css?url'
import type { z } from 'zod'

export const handle = definePage<typeof loader>({ title: (t, data) => (data ? t('live.host_title', { title: data.event.title }) : t('live.to_host')), shell: 'bare', bodyClass: 'host' })
export const links = styles(questionsCss, pollsCss, roomPollsCss, liveCss, hostCss)

export const loader = page('member', ({ ctx, params }) => readHostPage(ctx, params['event'] ?? ''))

/** Does it, and comes back to the console. */
const then = <S extends z.ZodType>(schema: S, run: (ctx: Ctx, input: z.output<S>) => Promise<unknown>) =>
  intent(schema, async ({ ctx, params }, input) => {
    await run(ctx, input)
    return go(`/events/${params['event']}/host`)
  })

export const action = act('member', {
  approve: then(questionInput, approveQuestion),
  dismiss: then(dismissInput, dismissReportedQuestion),
  answer: then(questionInput, startAnswering),
  answered: then(questionInput, markAnswered),
  reopen: then(questionInput, reopenInRoom),
  defer: then(questionInput, deferQuestion),
  write: then(writeAnswerInput, answerInRoom),
  edit: then(editInput, editQuestion),
  merge: then(mergeInput, mergeQuestions),
  unmerge: then(questionInput, unmergeQuestion),
  'draft-poll': then(draftPollInput, draftPoll),
  'start-poll': then(roomPollInput, startPoll),
  'end-poll': then(roomPollInput, endPoll),
  'drop-poll': then(roomPollInput, dropPoll),
  'second-round': then(roomPollInput, startSecondRound),
  'show-poll': then(showPollInput, showPoll),
  'hide-in-poll': then(hideInPollInput, hideInRoomPoll),
  'make-label': then(makeLabelInput, makeLabel),
  'drop-label': then(dropLabelInput, dropLabel),
  label: then(labelInput, labelQuestion),
  say: then(sayInput, sayToStage),
  'read-message': then(readMessageInput, readStageMessage),
  allow: then(askingModeInput, allowAsking),
  'show-on-stage': then(stageViewInput, showOnStage),
  stream: then(streamInput, setStream),
  'hand-over': then(handOverInput, handOver),
  'take-over': then(roomInput, takeOver),
  open: then(roomInput, openRoom),
  close: then(roomInput, closeRoom),
  'switch-asking': then(switchInput, switchAsking),
  'switch-moderation': then(switchInput, switchModeration),
})

export default function HostConsole() {
  const { event, now, room, hosts, join } = useLoaderData<typeof loader>()
  return <HostRoom key={event.id} event={event} now={now} room={room} hosts={hosts} join={join} />
}
