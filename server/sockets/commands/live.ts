import * as live from '../../../app/domain/live/index.server.ts'
import type { CommandRuns } from '../command.ts'

export const liveCommands = {
  'live:ask': live.askQuestion,
  'live:vote': live.voteForQuestion,
  'live:approve': live.approveQuestion,
  'live:dismiss': live.dismissQuestion,
  'live:answer': live.startAnswering,
  'live:answered': live.markAnswered,
  'live:reopen': live.reopenQuestion,
  'live:open': live.openRoom,
  'live:close': live.closeRoom,
  'live:switch-moderation': live.switchModeration,
  'live:switch-asking': live.switchAsking,
} satisfies Partial<CommandRuns>
