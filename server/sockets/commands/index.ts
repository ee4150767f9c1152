import type { CommandRuns } from '../command.ts'
import { liveCommands } from './live.ts'
import { topicCommands } from './topics.ts'

/** Every command there is; one that nothing runs does not compile. */
export const commands: CommandRuns = { ...liveCommands, ...topicCommands }
