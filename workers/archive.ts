import { answeredInTopic, archiveRoom, followRecord, movedQuestionNotice } from '../app/domain/archive/index.server.ts'
import { notify } from '../app/domain/notifications/index.server.ts'
import type { Handlers } from './registry.ts'

export const archiveHandlers: Handlers<'room.closed' | 'question.moved' | 'topic.answered' | 'record.follow'> = {
  'room.closed': (ctx, { eventId }) => archiveRoom(ctx, eventId),
  'question.moved': async (ctx, { questionId }) => {
    const notice = await movedQuestionNotice(ctx, questionId)
    if (notice) await ctx.tx(async (tx) => void (await notify(tx, { kind: 'question_moved', ...notice })))
  },
  'topic.answered': (ctx, { topicId }) => answeredInTopic(ctx, topicId),
  'record.follow': (ctx, { eventId }) => followRecord(ctx, eventId),
}
