import { markRead, reactToPost, replyToTopic, voteInPost } from '../../../app/domain/boards/index.server.ts'
import { readTopicNotices } from '../../../app/domain/notifications/index.server.ts'
import type { CommandRuns } from '../command.ts'

export const topicCommands = {
  'topic:reply': replyToTopic,
  'topic:read': async (ctx, input) => {
    const { place, hasRisen, hasNotices } = await markRead(ctx, input)
    if (hasNotices) await readTopicNotices(ctx, input.topicId, input.to)
    return { place, hasRisen }
  },
  'topic:react': reactToPost,
  'topic:vote': voteInPost,
} satisfies Partial<CommandRuns>
