import ICAL from 'ical.js'
import { beforeAll, expect, test } from 'vitest'
import { randomId } from '../../core/ids.ts'
import { Prisma, type Member } from '../../../prisma/generated/client.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeEvent, makeEventPerson, makeRegistration } from '../../../prisma/factories/events.ts'
import { makeProposal } from '../../../prisma/factories/proposals.ts'
import { audits, clock, concurrently, jobs, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { EVERY_EVENT } from '../attention/policy.ts'
import { accessEvent, changeLetters, chooseEventLevel, levelOfEvent, listEvents } from '../events/index.server.ts'
import { listInput } from '../events/schema.ts'
import {
  announcement, approveEvent, askForChanges, cancellableEvent, cancelEvent, changeNotices, commentOnProposal, declineEvent, dropEventDraft, editableEvent, editEvent, keepEventDraft, ownEventDrafts, ownProposals, proposalNotices, proposeEvent, readEventDraft,
  readProposal, readTeam, resubmitEvent, waitingProposals, withdrawEvent,
} from './index.server.ts'
import { editEventInput, eventFields, proposeInput } from './schema.ts'

const db = testDb()
let daisuke: Member, cohost: Member, haruka: Member, hr: Member, moderator: Member
beforeAll(async () => {
  daisuke = await makeMember(db, { displayName: '蔵守 大輔' })
  cohost = await makeMember(db, { displayName: '遠刈野 樹' })
  haruka = await makeMember(db, { displayName: '浜岸 遥香' })
  hr = await makeMember(db, { role: 'hr_admin' })
  moderator = await makeMember(db, { role: 'moderator' })
})

const filled = { kind: 'seminar', mode: 'hybrid', title: '小さな水路で電気をつくる', summary: '3年間の記録です。', text: '発電量のグラフをお見せします。', startsAt: '2025-12-10T19:00', endsAt: '2025-12-10T20:30', place: '仙台市内', joinUrl: 'https://meet.example.com/a', venueCapacity: '５０', onlineCapacity: '', agenda: '19:00 はじめに\n１９：４０　質問' }
const typed = (over: Record<string, unknown> = {}) => proposeInput.parse({ commandId: randomId(), ...filled, ...over })
const command = <T extends Record<string, unknown>>(over?: T) => ({ commandId: randomId(), text: '', ...(over as T) })
const propose = async (who: Member = daisuke, over: Record<string, unknown> = {}) => (await proposeEvent(testCtx(who), typed(over))).eventId
const stateOf = async (eventId: string) => (await db.eventProposal.findUniqueOrThrow({ where: { eventId } })).state
const notFound = { code: 'not_found' }

test('what a form says is read as it is meant, and what is wrong is said beside its field', () => {
  expect(typed()).toMatchObject({ venueCapacity: 50, onlineCapacity: null, agenda: [{ at: '19:00', text: 'はじめに' }, { at: '19:40', text: '質問' }], startsAt: new Date('2025-12-10T10:00:00Z'), endsAt: new Date('2025-12-10T11:30:00Z') })
  const wrong = (over: Record<string, unknown>) => Object.fromEntries((proposeInput.safeParse({ commandId: randomId(), ...filled, ...over }).error?.issues ?? []).map((i) => [i.path[0], i.message]))
  expect(wrong({ title: ' ', summary: 'あ'.repeat(301) })).toEqual({ title: 'form.required', summary: 'proposals.summary_too_long' })
  expect(wrong({ endsAt: '2025-12-10T19:00' })).toEqual({ endsAt: 'proposals.ends_after' })
  // All of it at once, also what is wrong between fields.
  expect(wrong({ kind: '', title: '', agenda: 'はじめに', endsAt: '2025-12-10T19:00', place: '', text: ' ', lines: ['あ'.repeat(101)] })).toEqual({
    kind: 'form.choose', title: 'form.required', agenda: 'proposals.agenda_form', endsAt: 'proposals.ends_after', place: 'proposals.place_required', text: 'form.required', speakers: 'proposals.line_too_long',
  })
  expect(wrong({ startsAt: '2025-13-40T19:00' })).toMatchObject({ startsAt: 'proposals.time_form' })
  expect(wrong({ place: '' })).toEqual({ place: 'proposals.place_required' })
  for (const joinUrl of ['http://meet.example.com', 'javascript:alert(1)', 'https://a:b@example.com', 'https://exa mple.com', 'meet.example.com']) expect(wrong({ joinUrl })).toEqual({ joinUrl: 'proposals.url_form' })
  for (const onlineCapacity of ['0', '-1', '10001', '1.5', 'たくさん']) expect(wrong({ onlineCapacity })).toEqual({ onlineCapacity: 'proposals.seats_form' })
  expect(wrong({ agenda: 'はじめに' })).toEqual({ agenda: 'proposals.agenda_form' })
})

test('a proposal is there for its hosts and the desk alone, is asked to change, changed, and public when another approves', async () => {
  const eventId = await propose(daisuke, { cohosts: [`${cohost.displayName} @${cohost.handle}`], speakers: [`浜岸 遥香 @${haruka.handle}`, '早坂 誠一'], lines: ['', '組合長'] })
  await expect(accessEvent(testCtx(haruka), eventId)).rejects.toMatchObject(notFound)
  await expect(readProposal(testCtx(haruka), eventId)).rejects.toMatchObject(notFound)
  await expect(editableEvent(testCtx(haruka), eventId)).rejects.toMatchObject(notFound)
  for (const who of [daisuke, cohost, hr]) expect((await readProposal(testCtx(who), eventId)).state).toBe('proposed')
  expect((await readTeam(testCtx(hr), eventId)).speakers.map((s) => [s.name, s.line])).toEqual([['浜岸 遥香', expect.any(String)], ['早坂 誠一', '組合長']])
  expect((await waitingProposals(testCtx(hr), 'proposed', null)).items.map((p) => p.id)).toContain(eventId)

  await commentOnProposal(testCtx(moderator), eventId, command({ text: '会場はどこですか' }))
  await askForChanges(testCtx(hr), eventId, command({ text: '定員を書いてください' }))
  await expect(approveEvent(testCtx(hr), eventId, command({ version: 1 }))).rejects.toMatchObject({ code: 'conflict', textKey: 'proposals.too_late' })
  const { version } = await editableEvent(testCtx(cohost), eventId)
  const { draft: _, ...words } = typed({ title: '小さな水路の発電', cohosts: [`x @${cohost.handle}`] })
  expect(await editEvent(testCtx(cohost), eventId, { ...words, version, note: '' })).toEqual({ version: 2 })
  await resubmitEvent(testCtx(daisuke), eventId, command({ text: '直しました' }))
  await expect(approveEvent(testCtx(hr), eventId, command({ version: 1 }))).rejects.toMatchObject({ textKey: 'proposals.changed' })
  clock.advance(60_000)
  await approveEvent(testCtx(hr), eventId, command({ version: 2 }))
  await approveEvent(testCtx(moderator), eventId, command({ version: 2 }))
  expect(await accessEvent(testCtx(haruka), eventId)).toMatchObject({ status: 'published', title: '小さな水路の発電', cohostIds: [cohost.id] })
  expect(await db.event.findUniqueOrThrow({ where: { id: eventId } })).toMatchObject({ createdAt: clock.now() })
  expect((await readProposal(testCtx(daisuke), eventId)).notes.map((n) => [n.step, n.isDesk])).toEqual([['proposed', false], ['comment', true], ['changes_asked', true], ['resubmitted', false], ['approved', true]])
  await expect(readProposal(testCtx(haruka), eventId)).rejects.toMatchObject(notFound)
  expect((await audits()).filter((a) => a.subjectId === eventId).map((a) => a.action)).toEqual(['proposal.proposed', 'proposal.changes_asked', 'event.edited', 'proposal.resubmitted', 'proposal.approved'])
  expect((await jobs()).filter((j) => j.name === 'event.announce')).toMatchObject([{ payload: { eventId } }])
})

test('nobody publishes their own: neither the rules nor the database let them', async () => {
  const own = await propose(hr)
  await expect(approveEvent(testCtx(hr), own, command({ version: 1 }))).rejects.toMatchObject({ code: 'forbidden', textKey: 'proposals.own' })
  const shared = await propose(daisuke, { cohosts: [`x @${moderator.handle}`] })
  await expect(approveEvent(testCtx(moderator), shared, command({ version: 1 }))).rejects.toMatchObject({ code: 'forbidden' })
  for (const decide of [askForChanges, declineEvent]) await expect(decide(testCtx(moderator), shared, command({ text: 'x' }))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(approveEvent(testCtx(daisuke), shared, command({ version: 1 }))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(approveEvent(testCtx(haruka), shared, command({ version: 1 }))).rejects.toMatchObject(notFound)
  const by = (eventId: string, who: Member) => db.eventProposal.update({ where: { eventId }, data: { state: 'approved', decidedById: who.id, decidedAt: clock.now() } })
  await expect(by(own, hr)).rejects.toThrow(/event_proposal_by_another|nobody publishes/)
  await expect(by(shared, moderator)).rejects.toThrow(/nobody publishes their own/)
  await expect(db.event.update({ where: { id: own }, data: { status: 'published' } })).rejects.toThrow(/becomes public by an approval/)
  await expect(db.eventProposal.update({ where: { eventId: own }, data: { state: 'approved' } })).rejects.toThrow(/is_decided/)
  const hostless = await makeEvent(db, { status: 'draft', hostId: moderator.id })
  await makeProposal(db, { event: hostless, proposer: daisuke })
  await expect(by(hostless.id, moderator)).rejects.toThrow(/nobody publishes/)
  // Somebody else may.
  await approveEvent(testCtx(moderator), own, command({ version: 1 }))
  expect(await stateOf(own)).toBe('approved')
})

test('decided once, also by many at once; one draft is one event, also from many windows', async () => {
  const eventId = await propose()
  const { done } = await concurrently(8, (i) => (i % 2 === 0 ? approveEvent(testCtx(hr), eventId, command({ version: 1 })) : declineEvent(testCtx(moderator), eventId, command({ text: 'x' }))))
  expect(done.length).toBeGreaterThan(0)
  expect((await db.proposalNote.findMany({ where: { eventId, step: { in: ['approved', 'declined'] } } })).length).toBe(1)
  const draft = randomId()
  const many = await concurrently(6, () => proposeEvent(testCtx(haruka), typed({ draft })))
  expect(new Set(many.done.map((d) => d.eventId))).toEqual(new Set([draft]))
  expect(await db.eventProposal.count({ where: { eventId: draft } })).toBe(1)
  await expect(proposeEvent(testCtx(daisuke), typed({ draft }))).rejects.toMatchObject({ code: 'conflict' })
})

test('declined with a reason, withdrawn and sent again; who is neither proposer nor desk has no part', async () => {
  const eventId = await propose()
  await expect(commentOnProposal(testCtx(haruka), eventId, command({ text: 'x' }))).rejects.toMatchObject(notFound)
  await withdrawEvent(testCtx(daisuke), eventId, command())
  expect(await stateOf(eventId)).toBe('withdrawn')
  expect((await listEvents(testCtx(daisuke), listInput.parse({}))).ahead.items.map((e) => e.id)).not.toContain(eventId)
  await expect(withdrawEvent(testCtx(hr), eventId, command())).rejects.toMatchObject({ code: 'forbidden' })
  await resubmitEvent(testCtx(daisuke), eventId, command())
  expect((await listEvents(testCtx(daisuke), listInput.parse({}))).ahead.items.map((e) => e.id)).toContain(eventId)
  await declineEvent(testCtx(hr), eventId, command({ text: '同じ会があります' }))
  await expect(resubmitEvent(testCtx(daisuke), eventId, command())).rejects.toMatchObject({ code: 'conflict' })
  expect((await ownProposals(testCtx(daisuke), null)).items.find((p) => p.id === eventId)?.state).toBe('declined')
  expect((await ownProposals(testCtx(haruka), null)).items.map((p) => p.id)).not.toContain(eventId)
})

test('what is refused: the past, unknown people, calls in the description; and the host is not their own co-host', async () => {
  for (const endsAt of ['2025-11-01T11:00', '2025-12-31T11:00']) await expect(propose(daisuke, { startsAt: '2025-11-01T10:00', endsAt })).rejects.toMatchObject({ fields: { startsAt: 'proposals.in_past' } })
  await expect(propose(daisuke, { startsAt: '2025-12-10T10:00', endsAt: '2025-12-24T10:01' })).rejects.toMatchObject({ fields: { endsAt: 'proposals.too_long_event' } })
  for (const who of ['だれか', '@nobody-at-all']) await expect(propose(daisuke, { cohosts: [who] })).rejects.toMatchObject({ fields: { cohosts: 'proposals.nobody' } })
  await expect(propose(daisuke, { speakers: ['x @nobody-at-all'] })).rejects.toMatchObject({ fields: { speakers: 'proposals.nobody' } })
  const doc = JSON.stringify({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'mention', attrs: { id: haruka.id, label: 'x' } }] }] })
  await expect(propose(daisuke, { doc })).rejects.toMatchObject({ fields: { text: 'proposals.no_mentions' } })
  const eventId = await propose(daisuke, { cohosts: [`@${daisuke.handle}`, cohost.displayName] })
  expect((await accessEvent(testCtx(daisuke), eventId)).cohostIds).toEqual([cohost.id])
  await expect(makeEventPerson(db, { event: { id: eventId }, member: null })).rejects.toThrow(Prisma.PrismaClientKnownRequestError)
})

test('a draft is kept half-written, for its writer alone, and is none any more when it was proposed', async () => {
  const draft = randomId()
  const half = { draft, ...eventFields.parse({ title: '読書会', startsAt: 'いつか', cohosts: ['は'] }) }
  await keepEventDraft(testCtx(haruka), half)
  await keepEventDraft(testCtx(haruka), { ...half, summary: '30分だけ' })
  expect(await readEventDraft(testCtx(haruka), draft)).toMatchObject({ title: '読書会', summary: '30分だけ', startsAt: 'いつか', cohosts: ['は'] })
  for (const other of [daisuke, hr]) await expect(readEventDraft(testCtx(other), draft)).rejects.toMatchObject(notFound)
  await expect(keepEventDraft(testCtx(daisuke), half)).rejects.toMatchObject(notFound)
  await dropEventDraft(testCtx(daisuke), { commandId: randomId(), draft })
  expect((await ownEventDrafts(testCtx(haruka))).map((d) => d.title)).toEqual(['読書会'])
  await proposeEvent(testCtx(haruka), typed({ draft }))
  await keepEventDraft(testCtx(haruka), half)
  expect(await ownEventDrafts(testCtx(haruka))).toEqual([])
  const { done, failed } = await concurrently(25, () => keepEventDraft(testCtx(cohost), { ...half, draft: randomId() }))
  expect([done.length, failed.length]).toEqual([20, 5])
})

test('the other side is told, and of an event that is public who asked to hear of all', async () => {
  const told = async (eventId: string) => {
    const note = await db.proposalNote.findFirstOrThrow({ where: { eventId }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] })
    return (await proposalNotices(testCtx(), note.id)).map((n) => [n.kind, n.memberId])
  }
  const eventId = await propose(daisuke, { cohosts: [`@${cohost.handle}`], speakers: [`x @${haruka.handle}`] })
  expect((await told(eventId)).sort()).toEqual([['event_proposed', hr.id], ['event_proposed', moderator.id]].sort())
  await commentOnProposal(testCtx(moderator), eventId, command({ text: '会場は?' }))
  expect((await told(eventId)).sort()).toEqual([['proposal_commented', daisuke.id], ['proposal_commented', cohost.id]].sort())
  await commentOnProposal(testCtx(daisuke), eventId, command({ text: '市内です' }))
  expect(await told(eventId)).toEqual([['proposal_commented', moderator.id]])
  await approveEvent(testCtx(hr), eventId, command({ version: 1 }))
  expect((await told(eventId)).sort()).toEqual([['event_named', haruka.id], ['proposal_approved', cohost.id], ['proposal_approved', daisuke.id]].sort())

  await chooseEventLevel(testCtx(haruka), 'all', { level: 'watching_first', commandId: randomId() })
  expect(await levelOfEvent(testCtx(haruka), 'all')).toMatchObject({ level: 'watching_first', href: '/events' })
  await chooseEventLevel(testCtx(daisuke), 'all', { level: 'watching', commandId: randomId() })
  await chooseEventLevel(testCtx(hr), 'all', { level: 'muted', commandId: randomId() })
  expect(await db.attention.count({ where: { targetId: EVERY_EVENT } })).toBe(3)
  expect(await announcement(testCtx(), { eventId })).toMatchObject({ notices: [{ memberId: haruka.id, kind: 'event_published' }], next: null })
})

const HOUR = 3_600_000
/** A seminar a week ahead that haruka goes to and the co-host waits for. */
async function published() {
  const startsAt = new Date(clock.now().getTime() + 10 * 24 * HOUR + 30_000)
  const event = await makeEvent(db, { hostId: daisuke.id, mode: 'hybrid', place: '仙台市内', capacity: 1, startsAt, summary: filled.summary, title: filled.title })
  await makeRegistration(db, { event, member: haruka })
  await makeRegistration(db, { event, member: cohost }, { status: 'waitlisted', waitlistNo: 1 })
  const { fields, version } = await editableEvent(testCtx(daisuke), event.id)
  const edit = (over: Record<string, unknown> = {}, who = daisuke) => editEvent(testCtx(who), event.id, editEventInput.parse({ ...fields, text: '町の例', commandId: randomId(), version, ...over }))
  return { event, edit, version }
}
const changes = async (eventId: string) => (await jobs()).filter((j) => j.name === 'event.changed' && (j.payload as { eventId: string }).eventId === eventId).map((j) => j.payload)

test('a public event is edited by who runs it; another time or place is told once, moves what reminds, and its calendar entry', async () => {
  const { event, edit } = await published()
  await expect(edit({}, haruka)).rejects.toMatchObject(notFound)
  expect(await edit({ text: 'もっと詳しく' })).toEqual({ version: 2 })
  expect([await changes(event.id), (await db.event.findUniqueOrThrow({ where: { id: event.id } })).sequence, (await db.event.findUniqueOrThrow({ where: { id: event.id } })).startsAt]).toEqual([[], 0, event.startsAt])
  await expect(edit({ text: 'x' })).rejects.toMatchObject({ code: 'conflict', textKey: 'proposals.edit_conflict' })
  await expect(edit({ version: 2, mode: 'online' })).rejects.toMatchObject({ fields: { mode: 'proposals.fixed' } })
  await expect(edit({ version: 2, startsAt: '2025-11-01T10:00', endsAt: '2025-11-01T11:00' })).rejects.toMatchObject({ fields: { startsAt: 'proposals.in_past' } })
  await expect(edit({ version: 2, startsAt: '2025-12-10T10:00', endsAt: '2026-12-10T11:00' })).rejects.toMatchObject({ fields: { endsAt: 'proposals.too_long_event' } })
  expect(await edit({ version: 2, startsAt: '2025-12-24T19:00', endsAt: '2025-12-24T20:00', note: '会場の都合です' }, hr)).toEqual({ version: 3 })
  const [told, ...more] = await changes(event.id)
  expect([told, more]).toEqual([{ eventId: event.id, change: 'changed', sequence: 1, note: '会場の都合です' }, []])
  expect((await db.reminder.findMany({ where: { eventId: event.id, memberId: haruka.id, kind: 'day' } })).map((r) => r.dueAt)).toEqual([new Date('2025-12-23T10:00:00Z')])

  const { letters, next } = await changeLetters(testCtx(), { eventId: event.id, change: 'changed', sequence: 1, note: '会場の都合です' })
  expect([letters.map((l) => [l.memberId, l.attachments.length]).sort(), next]).toEqual([[[cohost.id, 0], [haruka.id, 1]].sort(), null])
  const letter = letters.find((l) => l.memberId === haruka.id)
  expect(JSON.stringify(letter?.blocks)).toContain('会場の都合です')
  const entry = new ICAL.Component(ICAL.parse(letter?.attachments[0]?.content ?? '')).getFirstSubcomponent('vevent')
  expect([entry?.getFirstPropertyValue('sequence'), String(entry?.getFirstPropertyValue('dtstart')), String(entry?.getFirstPropertyValue('uid'))]).toEqual([1, '2025-12-24T19:00:00', expect.stringContaining(`${event.id}-${haruka.id}`)])
  // What was changed again since is told by the newer job alone.
  expect((await changeLetters(testCtx(), { eventId: event.id, change: 'changed', sequence: 0, note: '' })).letters).toEqual([])
})

test('two who edit at once: one is told that the other was first, and nothing is lost', async () => {
  const { event, edit } = await published()
  const { done, failed } = await concurrently(4, (i) => edit({ title: `題${i}` }))
  expect([done, failed.map((e) => (e as { textKey?: string }).textKey)]).toEqual([[{ version: 2 }], Array(3).fill('proposals.edit_conflict')])
  expect(await db.event.findUniqueOrThrow({ where: { id: event.id } })).toMatchObject({ version: 2, sequence: 1 })
})

test('cancelled with a note: told to who is registered and who follows, taken out of calendars, reminds nobody, and stays to be seen', async () => {
  const { event } = await published()
  await chooseEventLevel(testCtx(moderator), event.id, { level: 'tracking', commandId: randomId() })
  await db.reminder.create({ data: { eventId: event.id, memberId: haruka.id, kind: 'day', dueAt: event.startsAt } })
  await expect(cancelEvent(testCtx(haruka), event.id, command({ text: 'x' }))).rejects.toMatchObject(notFound)
  await expect(cancellableEvent(testCtx(haruka), event.id)).rejects.toMatchObject(notFound)
  expect(await cancellableEvent(testCtx(daisuke), event.id)).toMatchObject({ registered: 2 })
  const { done } = await concurrently(4, () => cancelEvent(testCtx(daisuke), event.id, command({ text: '大雪の見込みです' })))
  expect(done).toHaveLength(4)
  expect(await changes(event.id)).toEqual([{ eventId: event.id, change: 'cancelled', sequence: 1, note: '大雪の見込みです' }])
  expect([await db.reminder.count({ where: { eventId: event.id } }), await accessEvent(testCtx(moderator), event.id)]).toMatchObject([0, { status: 'cancelled' }])
  const { letters } = await changeLetters(testCtx(), { eventId: event.id, change: 'cancelled', sequence: 1, note: '大雪の見込みです' })
  const ics = letters.find((l) => l.memberId === haruka.id)?.attachments[0]
  expect([ics?.filename, ics?.content.includes('METHOD:CANCEL'), ics?.content.includes('STATUS:CANCELLED')]).toEqual(['cancel.ics', true, true])
  expect((await changeNotices(testCtx(), { eventId: event.id, change: 'cancelled', sequence: 1 })).map((n) => [n.memberId, n.kind])).toEqual([[moderator.id, 'event_cancelled']])
  await expect(editableEvent(testCtx(daisuke), event.id)).rejects.toMatchObject(notFound)
  const over = await makeEvent(db, { hostId: daisuke.id, startsAt: new Date(clock.now().getTime() - 3 * HOUR) })
  await expect(cancelEvent(testCtx(daisuke), over.id, command({ text: 'x' }))).rejects.toMatchObject({ code: 'conflict' })
})
