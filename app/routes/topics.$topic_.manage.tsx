import { useActionData, useLoaderData } from '@remix-run/react'
import { type ManageAnswer, ManageTopic } from '~/components/manage/manage-topic'
import { definePage } from '~/components/layout/define-page'
import { askToConfirm, assignTopic, finishTopic, manageTopic, mergeTopics, moveTopic, pinTopic, slowTopic, splitTopic, tagTopic } from '~/domain/boards/index.server'
import { askToConfirmInput, assignTopicInput, finishTopicInput, mergeTopicsInput, moveTopicInput, pinTopicInput, slowTopicInput, splitTopicInput, tagTopicInput } from '~/domain/boards/schema'
import { act, go, intent, page } from '~/http/handle.server'

export const handle = definePage({ title: (t) => t('manage.title') })

/** What can be changed of a topic: everything for 事務局, its description for who began it. Nobody else finds this page. */
export const loader = page('member', ({ ctx, params }) => manageTopic(ctx, params['topic'] ?? ''))

const command = finishTopicInput.omit({ topicId: true })
const idOf = (params: Record<string, string | undefined>) => params['topic'] ?? ''
/** Says which of the page's forms it was. */
const changed = async (which: string, work: Promise<unknown>) => {
  await work
  return { changed: which }
}

export const action = act('member', {
  tags: intent(tagTopicInput.omit({ topicId: true }), ({ ctx, params }, input) => changed('tags', tagTopic(ctx, { ...input, topicId: idOf(params) }))),
  pin: intent(command, ({ ctx, params }, input) => changed('pin', pinTopic(ctx, pinTopicInput.parse({ ...input, topicId: idOf(params), isPinned: true })))),
  unpin: intent(command, ({ ctx, params }, input) => changed('pin', pinTopic(ctx, pinTopicInput.parse({ ...input, topicId: idOf(params), isPinned: false })))),
  slow: intent(slowTopicInput.omit({ topicId: true }), ({ ctx, params }, input) => changed('slow', slowTopic(ctx, { ...input, topicId: idOf(params) }))),
  assign: intent(assignTopicInput.omit({ topicId: true }), ({ ctx, params }, input) => changed('assign', assignTopic(ctx, { ...input, topicId: idOf(params) }))),
  finish: intent(command, ({ ctx, params }, input) => changed('assign', finishTopic(ctx, { ...input, topicId: idOf(params) }))),
  move: intent(moveTopicInput.omit({ topicId: true }), ({ ctx, params }, input) => changed('move', moveTopic(ctx, { ...input, topicId: idOf(params) }))),
  split: intent(splitTopicInput.omit({ topicId: true }), async ({ ctx, params }, input) => go(`/topics/${(await splitTopic(ctx, { ...input, topicId: idOf(params) })).topicId}`)),
  merge: intent(mergeTopicsInput.omit({ topicId: true }), async ({ ctx, params }, input) => go(`/topics/${(await mergeTopics(ctx, { ...input, topicId: idOf(params) })).topicId}`)),
  ask_confirm: intent(command, ({ ctx, params }, input) => changed('confirm', askToConfirm(ctx, askToConfirmInput.parse({ ...input, topicId: idOf(params), isAsked: true })))),
  stop_confirm: intent(command, ({ ctx, params }, input) => changed('confirm', askToConfirm(ctx, askToConfirmInput.parse({ ...input, topicId: idOf(params), isAsked: false })))),
})

export default function Manage() {
  return <ManageTopic topic={useLoaderData<typeof loader>()} answer={useActionData() as ManageAnswer} />
}
