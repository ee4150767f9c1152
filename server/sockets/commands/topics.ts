import { markRead, reactToPost, replyToTopic } from '../../../app/domain/boards/index.server.ts'
import type { CommandRuns } from '../command.ts'

export const topicCommands = {
  'topic:reply': replyToTopic,
  'topic:read': markRead,
  'topic:react': reactToPost,
} satisfies Partial<CommandRuns>
