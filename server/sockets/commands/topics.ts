import { markRead, replyToTopic } from '../../../app/domain/boards/index.server.ts'
import type { CommandRuns } from '../command.ts'

export const topicCommands = {
  'topic:reply': replyToTopic,
  'topic:read': markRead,
} satisfies Partial<CommandRuns>
