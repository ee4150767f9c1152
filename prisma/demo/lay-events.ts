import { formatDate } from '../../app/core/dates.ts'
import type { Tx } from '../../app/core/db.server.ts'
import { makeEvent } from '../factories/events.ts'
import { makeLabel, makeMessage, makeQuestion, makeRoom, makeVotes, mergeVotes } from '../factories/live.ts'
import { readText } from '../../app/core/richtext/read-text.server.ts'
import { AHEAD, aheadQuestions, type DemoEvent, events, LIVE, liveLabels, liveMessages, liveQuestions, PAST, pastQuestions } from './events.ts'
import { demoId, memberId } from './ids.ts'
import { layLivePolls, layPastPolls } from './lay-room-polls.ts'
import { inJapan, mover } from './time.ts'

const MINUTE = 60_000
const LIVE_SINCE = 20 * MINUTE
/** A free film, in the place of a lecture. */
const STREAM = 'https://www.youtube.com/watch?v=aqz-KE-bpKQ'
const LIVE_LASTS = 90 * MINUTE

export const eventId = (key: string): string => demoId(`event:${key}`)

/** When an event of the demo is. The live one began 20 minutes before `now`. */
export function timesOf(e: DemoEvent, now: Date): { startsAt: Date; endsAt: Date } {
  if (e.key === LIVE) return { startsAt: new Date(now.getTime() - LIVE_SINCE), endsAt: new Date(now.getTime() - LIVE_SINCE + LIVE_LASTS) }
  const move = mover(now)
  return { startsAt: move(e.starts), endsAt: move(e.ends) }
}

/** The agenda at the clock times of an event that begins at `startsAt`: the live one begins at any minute of the day. */
export const agendaOf = (e: DemoEvent, startsAt: Date): { at: string; text: string }[] =>
  e.agenda.map(({ at, text }) => ({ at: formatDate(new Date(startsAt.getTime() + inJapan(`${e.starts.slice(0, 10)}T${at}`).getTime() - inJapan(e.starts).getTime()), 'time'), text }))

const describe = (body: string[]) => {
  const { html, doc } = readText({ text: body.join('\n\n') })
  return { body: html, doc }
}

/** What somebody told the hosts at registration. */
const needsOf = (e: DemoEvent, who: string) => ({ support: e.needs?.[who]?.support ?? '', answers: e.needs?.[who]?.answers ?? {} })

/** Seminars and meetups with those who registered, and the rooms of the two that have begun. */
export async function layEvents(tx: Tx, now: Date): Promise<void> {
  const move = mover(now)
  for (const e of events) {
    const times = timesOf(e, now)
    const event = await makeEvent(tx, {
      id: eventId(e.key), kind: e.kind, mode: e.mode, status: e.status, title: e.title, summary: e.summary, ...(e.body.length > 0 && describe(e.body)), agenda: agendaOf(e, times.startsAt),
      ...times, place: e.place, hostId: e.host === null ? null : memberId(e.host), hostNote: e.hostNote, capacity: e.capacity, ...(e.questions && { questions: e.questions }), themes: e.themes ?? [], offersSeats: e.offersSeats ?? false, needsApproval: e.needsApproval ?? false, onlineCapacity: e.mode === 'online' ? e.capacity : (e.onlineCapacity ?? null), createdAt: move('2025-10-15T09:00'),
      ...(e.status === 'cancelled' && { cancelledAt: move('2025-11-18T16:00'), cancelNote: e.cancelNote ?? null }), recordingMinutes: e.recordingMinutes ?? null,
    })
    const hasPassed = times.endsAt < now
    const status = hasPassed ? ('attended' as const) : ('going' as const)
    const seat = e.mode === 'online' ? ('online' as const) : ('venue' as const)
    const going = e.going.map((who, i) => ({ who, status, seat, waitlistNo: null, isListed: i % 2 === 0, ...needsOf(e, who), createdAt: new Date(move('2025-11-01T09:00').getTime() + i * 37 * MINUTE) }))
    const waiting = (e.waiting ?? []).map((who, i) => ({ who, status: 'waitlisted' as const, seat, waitlistNo: i + 1, createdAt: new Date(move('2025-11-18T09:00').getTime() + i * 45 * MINUTE) }))
    const asked = (e.pending ?? []).map((who, i) => ({ who, status: 'pending' as const, seat, waitlistNo: null, createdAt: new Date(move('2025-11-19T09:00').getTime() + i * 61 * MINUTE) }))
    const online = (e.online ?? []).map((who, i) => ({ who, status, seat: 'online' as const, waitlistNo: null, createdAt: new Date(move('2025-11-02T09:00').getTime() + i * 53 * MINUTE) }))
    await tx.registration.createMany({ data: [...going, ...waiting, ...asked, ...online].map(({ who, ...r }) => ({ ...r, eventId: event.id, memberId: memberId(who), changedAt: r.createdAt })) })
  }
  await tx.event.updateMany({ where: { id: { in: [eventId(LIVE), eventId(PAST)] } }, data: { surveyAttendedUrl: 'https://forms.example.com/seminar/came', surveyAbsentUrl: 'https://forms.example.com/seminar/missed' } })
  await layLiveRoom(tx, now)
  await layPastRoom(tx, now)
  await layAheadRoom(tx, now)
}

/** The room that is open now, with its questions and votes. */
export async function layLiveRoom(tx: Tx, now: Date): Promise<void> {
  const start = now.getTime() - LIVE_SINCE
  const id = eventId(LIVE)
  await makeRoom(tx, { eventId: id, status: 'open', openedAt: new Date(start), peak: 0, allowsPseudonym: true, allowsAnonymous: true, streamUrl: STREAM })
  const voters = events.find((e) => e.key === LIVE)?.going.map(memberId) ?? []
  const idOf = (i: number) => demoId(`question:live:${i}`)
  await layLivePolls(tx, { eventId: id, hostId: memberId('kuramori'), start: new Date(start), members: voters.slice(3) })
  for (const label of liveLabels) await makeLabel(tx, { id: labelId(label.name), eventId: id, ...label })
  for (const [i, q] of liveQuestions.entries()) {
    const at = (minutes: number) => new Date(start + minutes * MINUTE)
    const isShown = q.status !== 'pending' && q.status !== 'dismissed'
    const question = await makeQuestion(tx, {
      id: idOf(i), eventId: id, authorId: q.who === null ? null : memberId(q.who), pseudonym: q.pseudonym ?? null, text: q.text, originalText: q.original ?? null, status: q.status, createdAt: at(q.minute), reason: q.reason ?? null, dismissNote: q.note ?? null,
      approvedAt: isShown ? at(q.minute + 0.5) : null, answeringAt: q.status === 'answering' ? at(16) : q.status === 'answered_live' ? at(9) : null,
      answeredAt: q.status === 'answered_live' || q.answer !== undefined ? at(16) : null, labelIds: (q.labels ?? []).map(labelId), mergedIntoId: q.into === undefined ? null : idOf(q.into),
      ...(q.answer !== undefined && { answer: q.answer, answerAt: at(16), answererId: memberId('kuramori') }),
    })
    // The first voters are not always the same ones, and nobody votes for their own question.
    const others = voters.filter((v) => q.who === null || v !== memberId(q.who))
    if (q.votes > 0) await makeVotes(tx, question.id, [...others.slice(i * 2), ...others.slice(0, i * 2)].slice(0, q.votes), at(q.minute + 1))
    if (q.into !== undefined) await mergeVotes(tx, question.id, idOf(q.into))
  }
  for (const [i, { who, text, minute, readBy }] of liveMessages.entries()) {
    const said = new Date(start + minute * MINUTE)
    await makeMessage(tx, { id: demoId(`message:live:${i}`), eventId: id, fromId: memberId(who), text, at: said, ...(readBy !== undefined && { readAt: new Date(said.getTime() + MINUTE), readById: memberId(readBy) }) })
  }
}

const labelId = (name: string): string => demoId(`label:live:${name}`)

/** A room nobody has opened yet, with what people ask in advance. */
async function layAheadRoom(tx: Tx, now: Date): Promise<void> {
  const ahead = events.find((e) => e.key === AHEAD)
  await makeRoom(tx, { eventId: eventId(AHEAD), status: 'waiting', aheadTold: aheadQuestions.length })
  for (const [i, [who, text, votes]] of aheadQuestions.entries()) {
    const createdAt = new Date(now.getTime() - (aheadQuestions.length - i) * 9 * 60 * MINUTE)
    const question = await makeQuestion(tx, { id: demoId(`question:ahead:${i}`), eventId: eventId(AHEAD), authorId: memberId(who), text, createdAt, ...(i === aheadQuestions.length - 1 && { status: 'pending' }) })
    if (votes > 0) await makeVotes(tx, question.id, (ahead?.going ?? []).map(memberId).slice(0, votes), createdAt)
  }
}

async function layPastRoom(tx: Tx, now: Date): Promise<void> {
  const past = events.find((e) => e.key === PAST)
  if (!past) return
  const { startsAt, endsAt } = timesOf(past, now)
  await makeRoom(tx, { eventId: eventId(past.key), status: 'closed', openedAt: startsAt, closedAt: endsAt, peak: 21, recordingUrl: STREAM, recordingOffset: 90 })
  const voters = past.going.map(memberId)
  await layPastPolls(tx, { eventId: eventId(past.key), hostId: memberId('hamagishi'), start: startsAt, members: voters })
  for (const [i, [who, text, votes, left]] of pastQuestions.entries()) {
    const at = (minutes: number) => new Date(startsAt.getTime() + minutes * MINUTE)
    const question = await makeQuestion(tx, { id: demoId(`question:past:${i}`), eventId: eventId(past.key), authorId: memberId(who), text, createdAt: at(5 + i * 2), approvedAt: at(6 + i * 2), ...(left === undefined && { status: 'answered_live', answeringAt: at(30 + i * 2), answeredAt: at(32 + i * 2) }) })
    await makeVotes(tx, question.id, voters.slice(0, votes), at(10 + i * 2))
  }
  const late = { eventId: eventId(past.key), authorId: memberId('member14'), createdAt: new Date(startsAt.getTime() + 50 * MINUTE), approvedAt: new Date(startsAt.getTime() + 51 * MINUTE) }
  const answerAt = new Date(endsAt.getTime() + 20 * 60 * MINUTE)
  const written = await makeQuestion(tx, { ...late, id: demoId('question:past:written'), text: '議事録の書き方の研修は、いまもありますか', status: 'answered_text', answeredAt: answerAt, answer: 'あります。\n新任の研修で、半日かけて扱っています。', answerAt, answererId: memberId('hamagishi') })
  await makeVotes(tx, written.id, voters.slice(2, 9), late.approvedAt)
  const open = await makeQuestion(tx, { ...late, id: demoId('question:past:open'), text: '退職する前に、しておけばよかったことはありますか', status: 'deferred', createdAt: new Date(late.createdAt.getTime() + MINUTE) })
  await makeVotes(tx, open.id, voters.slice(4, 12), late.approvedAt)
}
