/** Polls as pages and rooms show them. Types only: safe for the browser. */
import type { z } from 'zod'
import type { EventOf } from '../../core/rooms.ts'
import type { pollAnswer, pollFacts, pollRoomEvents, pollStaffEvents, pollTally, pollWord, roomPoll } from './events.ts'

export type PollFacts = z.output<typeof pollFacts>
export type PollTally = z.output<typeof pollTally>
export type PollWord = z.output<typeof pollWord>
export type PollAnswer = z.output<typeof pollAnswer>
export type RoomPoll = z.output<typeof roomPoll>
export type PollEvent = EventOf<typeof pollRoomEvents & typeof pollStaffEvents>
/** What one member answered. */
export type Ballot = { pollId: string; picks: number[]; text: string | null; words: string[] }
