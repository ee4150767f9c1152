import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import type { RoomSource } from '../../core/rooms.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { hasCustodians } from '../custody/index.server.ts'
import { type AccessedEvent, eventFacts, isHost } from '../events/index.server.ts'
import { ballotsOf, roomPolls } from '../polls/index.server.ts'
import { accessHostedRoom, accessRoom, waitingRoom } from './access.server.ts'
import type { Mine, RoomState } from './fold.ts'
import { publicStatuses, QUESTIONS_A_ROOM, stageViews } from './policy.ts'
import { readLabels } from './labels.server.ts'
import { type OwnRow, readQuestions, toOwn, toQuestion } from './question-row.server.ts'
import { recordingOf } from './recording.server.ts'
import { readMessages } from './stage-messages.server.ts'
import { streamOf } from './stream.ts'
import { allOf, staffOf } from './streams.ts'

/** What every attendee may know: public questions, no names of whoever waits or was dismissed. */
export const eventRoom: RoomSource<RoomState, Mine, AccessedEvent | null> = {
  facts: eventFacts,
  async open(ctx, id, facts) {
    const event = await accessRoom(ctx, id, facts)
    return { stream: allOf(event.id), can: { host: isHost(ctx.actor, event) } }
  },
  snapshot: (ctx, id) => readState(ctx, id, 'all'),
  mine: readMine,
}

/** What hosts and the office see: every question with what became of it. */
export const eventStaffRoom: RoomSource<RoomState, undefined, AccessedEvent | null> = {
  facts: eventFacts,
  async open(ctx, id, facts) {
    const event = await accessHostedRoom(ctx, id, facts)
    return { stream: staffOf(event.id), can: { host: true } }
  },
  snapshot: (ctx, id) => readState(ctx, id, 'staff'),
}

async function readState(ctx: Ctx, eventId: string, audience: 'all' | 'staff'): Promise<RoomState> {
  const room = await ctx.db.room.findUnique({ where: { eventId }, select: { status: true, isModerated: true, isAskingOpen: true, allowsPseudonym: true, allowsAnonymous: true, stageView: true, stagePollId: true, streamUrl: true, recordingUrl: true, recordingOffset: true, openedAt: true, closedAt: true, lead: { select: { id: true, displayName: true } } } })
  if (!room) return { ...waitingRoom, questions: [] }
  const isStaff = audience === 'staff'
  const rows = await readQuestions(ctx.db, Prisma.sql`q.event_id = ${eventId}::uuid ${isStaff ? Prisma.empty : Prisma.sql`and q.status::text = any(${[...publicStatuses]})`}`, isStaff)
  const labels = await readLabels(ctx, eventId)
  const { streamUrl, recordingUrl: _url, recordingOffset: _offset, stageView, ...facts } = room
  return {
    ...facts,
    lacksCustodians: room.allowsAnonymous && !(await hasCustodians(ctx)),
    stageView: stageViews.find((v) => v === stageView) ?? 'question',
    stream: streamUrl === null ? null : streamOf(streamUrl),
    recording: recordingOf(room),
    openedAt: room.openedAt?.toISOString() ?? null,
    closedAt: room.closedAt?.toISOString() ?? null,
    questions: rows.map((row) => toQuestion(row, audience)),
    labels: isStaff ? labels : labels.filter((l) => l.isPublic),
    lead: isStaff && room.lead ? { id: room.lead.id, name: room.lead.displayName } : null,
    stage: isStaff ? await readMessages(ctx, eventId) : [],
    polls: await roomPolls(ctx, eventId, audience),
  }
}

async function readMine(ctx: Ctx, eventId: string, memberIds: readonly string[]): Promise<Map<string, Mine>> {
  const [votes, questions, ballots] = await Promise.all([
    ctx.db.$queryRaw<{ memberId: string; questionId: string }[]>`
      select v.member_id as "memberId", v.question_id as "questionId" from unnest(${memberIds}::uuid[]) m (id)
      cross join lateral (
        select o.member_id, o.question_id from question_vote o join question q on q.id = o.question_id
        where o.member_id = m.id and q.event_id = ${eventId}::uuid and q.status::text = any(${[...publicStatuses]}) limit ${fixed(QUESTIONS_A_ROOM)}
      ) v`,
    ctx.db.$queryRaw<(OwnRow & { memberId: string })[]>`
      select q.* from unnest(${memberIds}::uuid[]) m (id)
      cross join lateral (
        select author_id as "memberId", id, text, original_text as "originalText", created_at as "createdAt", status::text, reason, dismiss_note as "dismissNote", appeal, merged_into_id as "mergedInto" from question
        where event_id = ${eventId}::uuid and author_id = m.id and status <> 'withdrawn' order by created_at, id limit ${fixed(QUESTIONS_A_ROOM)}
      ) q order by q."createdAt", q.id`,
    ballotsOf(ctx, eventId, memberIds),
  ])
  const mine = new Map(memberIds.map((id): [string, Mine] => [id, { votes: [], questions: [], ballots: [] }]))
  for (const { memberId, questionId } of votes) mine.get(memberId)?.votes.push(questionId)
  for (const { memberId, ...row } of questions) mine.get(memberId)?.questions.push(toOwn(row))
  for (const { memberId, ...ballot } of ballots) mine.get(memberId)?.ballots.push(ballot)
  return mine
}
