/**
 * What crosses the line between a browser and the socket server. The server checks everything with these schemas;
 * browser code imports only the types, so that no schema reaches its bundle.
 */
import { z } from 'zod'
import type { Hint } from '../core/ctx.ts'
import type { ErrorCode, FieldErrors } from '../core/errors.ts'
import { roomKinds, type RoomEvent, type RoomRef } from '../core/rooms.ts'
import { markReadInput, reactInput, replyInput, voteInPollInput } from '../domain/boards/schema.ts'
import { answerPollInput, hideInPollInput, roomPollInput, showPollInput } from '../domain/polls/schema.ts'
import type { Ballot, PollTally } from '../domain/polls/views.ts'
import type { RoomReaction } from '../domain/live/policy.ts'
import type { ReactionCounts } from '../domain/boards/views.ts'
import {
  appealInput, applaudInput, askInput, askingModeInput, dismissInput, dropLabelInput, editInput, handOverInput, labelInput, makeLabelInput, mergeInput, questionInput, readMessageInput, roomInput, sayInput, stageViewInput, streamInput, switchInput, voteInput, writeAnswerInput,
} from '../domain/live/schema.ts'

/** Every command a member can give over a socket. Each carries a `commandId`: the same id again gets the first answer. */
export const commandInputs = {
  'live:ask': askInput,
  'live:vote': voteInput,
  'live:approve': questionInput,
  'live:dismiss': dismissInput,
  'live:answer': questionInput,
  'live:answered': questionInput,
  'live:reopen': questionInput,
  'live:edit': editInput,
  'live:defer': questionInput,
  'live:write': writeAnswerInput,
  'live:merge': mergeInput,
  'live:unmerge': questionInput,
  'live:make-label': makeLabelInput,
  'live:drop-label': dropLabelInput,
  'live:label': labelInput,
  'live:say': sayInput,
  'live:read-message': readMessageInput,
  'live:hand-over': handOverInput,
  'live:take-over': roomInput,
  'live:allow': askingModeInput,
  'live:show-on-stage': stageViewInput,
  'live:stream': streamInput,
  'live:change': editInput,
  'live:withdraw': questionInput,
  'live:appeal': appealInput,
  'live:open': roomInput,
  'live:close': roomInput,
  'live:switch-moderation': switchInput,
  'live:switch-asking': switchInput,
  'live:answer-poll': answerPollInput,
  'live:start-poll': roomPollInput,
  'live:end-poll': roomPollInput,
  'live:drop-poll': roomPollInput,
  'live:second-round': roomPollInput,
  'live:show-poll': showPollInput,
  'live:hide-in-poll': hideInPollInput,
  'topic:reply': replyInput,
  'topic:read': markReadInput,
  'topic:react': reactInput,
  'topic:vote': voteInPollInput,
} as const

/** What each command is answered with after its commit. */
export type CommandAnswers = {
  'live:ask': { questionId: string; isPending: boolean }
  'live:vote': { questionId: string; isOn: boolean; votes: number }
  'live:approve': null
  'live:dismiss': null
  'live:answer': null
  'live:answered': null
  'live:reopen': null
  'live:edit': null
  'live:defer': null
  'live:write': null
  'live:merge': null
  'live:unmerge': null
  'live:make-label': { labelId: string }
  'live:drop-label': null
  'live:label': null
  'live:say': null
  'live:read-message': null
  'live:hand-over': null
  'live:take-over': null
  'live:allow': null
  'live:show-on-stage': null
  'live:stream': null
  'live:change': { isPending: boolean }
  'live:withdraw': null
  'live:appeal': null
  'live:open': null
  'live:close': null
  'live:switch-moderation': null
  'live:switch-asking': null
  'live:answer-poll': Ballot & { tally: PollTally }
  'live:start-poll': null
  'live:end-poll': null
  'live:drop-poll': null
  'live:second-round': null
  'live:show-poll': null
  'live:hide-in-poll': null
  'topic:reply': { no: number; topicId?: string; hasRisen?: boolean }
  'topic:read': { place: number; hasRisen: boolean }
  'topic:react': { counts: ReactionCounts }
  'topic:vote': { no: number; picks: number[]; tally: PollTally }
}

export type CommandName = keyof typeof commandInputs
export type CommandInput<K extends CommandName> = z.input<(typeof commandInputs)[K]>
export type ParsedInput<K extends CommandName> = z.output<(typeof commandInputs)[K]>

const roomRef = z.strictObject({ kind: z.enum(roomKinds), id: z.uuid() })
/** `since`: the number of the last event the browser has; without it a snapshot comes. */
export const joinInput = z.strictObject({ room: roomRef, since: z.number().int().nonnegative().optional() })
/** What is given to a room at once; may be lost. */
export const applaud = applaudInput
export const leaveInput = z.strictObject({ room: roomRef })

/** Answer to everything that asks for one. `textKey` names the text for the person. */
export type Ack<T> =
  | { ok: true; value: T }
  | { ok: false; code: ErrorCode; textKey?: string | undefined; fields?: FieldErrors | undefined; retryAfter?: number | undefined }

/** `mineSeq`: events of the member's own stream up to this number are already in `mine`. */
type JoinedCommon = { seq: number; can: Record<string, boolean>; mine?: unknown; mineSeq: number }
export type Joined = JoinedCommon & ({ mode: 'snapshot'; state: unknown } | { mode: 'replay'; events: RoomEvent[] })

/** Why the server ends a line that the browser should not simply open again. */
export type Farewell = 'session' | 'too_many_lines' | 'flood'

export type ClientToServer = {
  /** Whether the line is there: any answer says so. */
  'line:there': (nothing: null, ack: (answer: Ack<null>) => void) => void
  'room:join': (input: z.input<typeof joinInput>, ack: (answer: Ack<Joined>) => void) => void
  'room:leave': (input: z.input<typeof leaveInput>, ack: (answer: Ack<null>) => void) => void
  'room:applaud': (input: z.input<typeof applaud>, ack: (answer: Ack<null>) => void) => void
} & { [K in CommandName]: (input: CommandInput<K>, ack: (answer: Ack<CommandAnswers[K]>) => void) => void }

export type ServerToClient = {
  /** What happened, in order. Events with numbers the browser has are dropped by it; a hole makes it join again. */
  'room:events': (batch: { room: RoomRef; events: RoomEvent[] }) => void
  /** Access to this room changed: ask again. */
  'room:rejoin': (room: RoomRef) => void
  /** How many people are here; may be lost. */
  'room:people': (people: { room: RoomRef; now: number; peak: number; all: number }) => void
  /** What was given to the room since the last time, together; may be lost. */
  'room:applause': (applause: { room: RoomRef; counts: Partial<Record<RoomReaction, number>> }) => void
  /** News for everybody, at most once a second; may be lost. */
  hints: (hints: Hint[]) => void
  /** This process is about to stop: come back within so many milliseconds, spread out. */
  'server:restarting': (more: { withinMs: number }) => void
  'server:farewell': (more: { why: Farewell }) => void
}
