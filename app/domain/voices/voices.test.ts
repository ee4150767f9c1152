import { beforeAll, expect, test } from 'vitest'
import { guest } from '../../core/actor.ts'
import { randomId } from '../../core/ids.ts'
import type { Member } from '../../../prisma/generated/client.ts'
import { makeApplicant, makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makeTopic } from '../../../prisma/factories/boards.ts'
import { makeEvent } from '../../../prisma/factories/events.ts'
import { makeQuestion, makeRoom } from '../../../prisma/factories/live.ts'
import { makeVoice as madeVoice, makeVoiceSource, makeVoiceSupport } from '../../../prisma/factories/voices.ts'
import { audits, clock, concurrently, DEMO_NOW, jobs, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { voiceHandlers } from '../../../workers/voices.ts'
import { system } from '../../core/actor.ts'
import { addSource, changedVoices, countVoices, deskVoice, dropSource, editVoice, listVoices, makeVoice, showVoice, sourceText, stepVoice, supportVoice } from './index.server.ts'
import type { VoiceStep } from './policy.ts'
import { editVoiceInput, ledgerInput, makeVoiceInput, sourceInput, stepInput } from './schema.ts'

const db = testDb()
const DAY = 86_400_000
const notFound = { code: 'not_found' }
let haruka: Member, naoto: Member, mayu: Member, hr: Member, moderator: Member
let topicId: string, hiddenTopicId: string, eventId: string, draftId: string
let asked: Record<'named' | 'nameless' | 'waiting' | 'draft', string>
beforeAll(async () => {
  ;[haruka, naoto, mayu] = [await makeMember(db, { handle: 'haruka' }), await makeMember(db, { handle: 'naoto' }), await makeMember(db, { handle: 'mayu' })]
  hr = await makeMember(db, { role: 'hr_admin' })
  moderator = await makeMember(db, { role: 'moderator' })
  const board = await makeBoard(db)
  topicId = (await makeTopic(db, { boardId: board.id, title: '復職', posts: [{ authorId: haruka.id, text: '戻りやすい制度がほしいです。' }, { authorId: null, text: '匿名の投稿です。' }, { authorId: hr.id, officialAs: '人事課', text: '事務局です。' }, { authorId: naoto.id, text: '隠された投稿', isHidden: true }] })).id
  hiddenTopicId = (await makeTopic(db, { boardId: board.id, title: '隠れた話題', hiddenAt: DEMO_NOW, posts: [{ authorId: naoto.id, text: '見えません' }] })).id
  eventId = (await makeEvent(db, { title: '制度の会' })).id
  draftId = (await makeEvent(db, { title: '下書きの会', status: 'draft', hostId: naoto.id })).id
  for (const id of [eventId, draftId]) await makeRoom(db, { eventId: id })
  const ask = async (over: { eventId?: string; authorId: string | null; status?: 'approved' | 'pending' }) => (await makeQuestion(db, { eventId, status: 'approved', text: '短時間勤務は', ...over })).id
  asked = { named: await ask({ authorId: naoto.id }), nameless: await ask({ authorId: null }), waiting: await ask({ authorId: naoto.id, status: 'pending' }), draft: await ask({ eventId: draftId, authorId: naoto.id }) }
})

const words = { title: '短時間勤務の選択肢', body: '夕方だけでなく、朝の1時間も取りたいです。', department: '人事課', address: '' }
const typed = (over: Partial<typeof words> = {}) => makeVoiceInput.parse({ commandId: randomId(), ...words, ...over })
const post = (no: number, id = topicId) => `/topics/${id}?from=1#post-${no}`
const question = (id: string, of = eventId) => `/events/${of}/live#q-${id}`
const make = async (over: Partial<typeof words> = {}) => String((await makeVoice(testCtx(hr), typed(over))).no)
const add = (no: string, address: string, who: Member = hr) => addSource(testCtx(who), no, sourceInput.parse({ commandId: randomId(), address }))
const support = (who: Member, no: string, isOn = true, commandId = randomId()) => supportVoice(testCtx(who), no, { commandId, isOn })
const versionOf = async (no: string) => (await db.voice.findUniqueOrThrow({ where: { no: Number(no) } })).version
const step = async (no: string, to: VoiceStep, over: Record<string, unknown> = {}, who: Member = hr) => stepVoice(testCtx(who), no, stepInput.parse({ commandId: randomId(), version: await versionOf(no), to, position: '', reason: '', note: '', ...over }))
const told = async (no: string) => (await db.notification.findMany({ where: { href: `/voices/${no}` }, orderBy: [{ memberId: 'asc' }, { kind: 'asc' }], select: { memberId: true, kind: true } })).map((n) => `${n.memberId === haruka.id ? 'haruka' : n.memberId === naoto.id ? 'naoto' : n.memberId === mayu.id ? 'mayu' : '?'} ${n.kind}`).toSorted()
/** Does what lies in the outbox, twice: a job may come again. */
async function work(no: string): Promise<void> {
  const { id } = await db.voice.findUniqueOrThrow({ where: { no: Number(no) } })
  for (const job of await jobs('voice.tell')) {
    const payload = job.payload as { voiceId: string; step: VoiceStep }
    if (payload.voiceId === id) for (let i = 0; i < 2; i++) await voiceHandlers['voice.tell'](testCtx().as(system), payload, {} as never)
  }
}

test('a voice takes its way; everybody who spoke or says the same hears once a step; each step stands with its date', async () => {
  const no = await make({ address: post(1) })
  await add(no, question(asked.named))
  await add(no, question(asked.nameless))
  await add(no, post(2))
  await add(no, post(1))
  await support(mayu, no)
  await work(no)
  expect(await told(no)).toEqual(['haruka voice_received', 'naoto voice_received'])
  for (const [to, over] of [['considering', { note: '人事課が担当になりました。' }], ['answered', {}], ['partly', { position: '1月から広げる予定です。' }], ['done', { position: '1月から広げる予定です。', note: '始まりました。' }]] as const) {
    clock.advance(DAY)
    await step(no, to, over)
  }
  await work(no)
  const four = ['considering', 'answered', 'partly', 'done']
  expect(await told(no)).toEqual([...['haruka', 'naoto'].flatMap((who) => ['received', ...four].map((s) => `${who} voice_${s}`)), ...four.map((s) => `mayu voice_${s}`)].toSorted())
  const page = await showVoice(testCtx(mayu), no)
  expect(page).toMatchObject({ step: 'done', position: '1月から広げる予定です。', sources: 4, supporters: 1, supports: true, spoke: false })
  expect(page.history.map((h) => [h.step, h.note, h.at.slice(8, 10)])).toEqual(['received', ...four].map((s, i) => [s, s === 'considering' ? '人事課が担当になりました。' : s === 'done' ? '始まりました。' : '', String(20 + i)]))
  expect((await audits()).filter((a) => a.action.startsWith('voice.')).map((a) => a.action)).toEqual(['voice.made', 'voice.source_added', 'voice.source_added', 'voice.source_added', 'voice.source_added', ...Array(4).fill('voice.stepped')])
  clock.set(DEMO_NOW)
})

test('no end without 県の考え方, no 反映困難 without a reason, no step left out: not by the domain, and not by the database', async () => {
  const no = await make()
  for (const to of ['answered', 'adopted', 'done', 'received'] as const) await expect(step(no, to, { position: 'x', reason: 'x' })).rejects.toMatchObject({ code: 'invalid', fields: { to: 'voices.not_next' } })
  await step(no, 'considering')
  await step(no, 'answered')
  await expect(step(no, 'noted', { position: '　\n' })).rejects.toMatchObject({ fields: { position: 'voices.needs_position' } })
  await expect(step(no, 'declined', { position: 'できません。' })).rejects.toMatchObject({ fields: { reason: 'voices.needs_reason' } })
  const where = { no: Number(no) }
  await expect(db.voice.update({ where, data: { step: 'noted' } })).rejects.toThrow(/voice_ends_with_position/)
  await expect(db.voice.update({ where, data: { step: 'noted', position: '　\n ' } })).rejects.toThrow(/voice_ends_with_position/)
  await expect(db.voice.update({ where, data: { step: 'declined', position: '考え方' } })).rejects.toThrow(/voice_declined_with_reason/)
  await expect(db.voice.update({ where, data: { step: 'done', position: '考え方' } })).rejects.toThrow(/come to this step/)
  await expect(db.voice.create({ data: { ...words, address: undefined, step: 'adopted', position: 'x', createdAt: DEMO_NOW, steppedAt: DEMO_NOW } as never })).rejects.toThrow()
  await step(no, 'declined', { position: 'できません。', reason: '課題があります。' })
  await expect(db.voice.update({ where, data: { reason: '' } })).rejects.toThrow(/voice_declined_with_reason/)
  await expect(editVoice(testCtx(hr), no, editVoiceInput.parse({ commandId: randomId(), version: await versionOf(no), title: 'a', body: 'b', department: 'c', position: ' ', reason: 'r' }))).rejects.toMatchObject({ fields: { position: 'voices.needs_position' } })
  await expect(step(no, 'done', { position: 'x', reason: 'x' })).rejects.toMatchObject({ fields: { to: 'voices.not_next' } })
})

test('ten press at once: each is counted once; a retry and a second press change nothing; who spoke is no supporter', async () => {
  const no = await make({ address: post(1) })
  const members = await Promise.all(Array.from({ length: 5 }, () => makeMember(db)))
  const { failed } = await concurrently(10, (i) => support(members[i % 5]!, no))
  expect(failed).toEqual([])
  await support(haruka, no)
  const again = randomId()
  await support(members[0]!, no, false, again)
  await support(members[0]!, no, true)
  await support(members[0]!, no, false, again)
  expect(await showVoice(testCtx(haruka), no)).toMatchObject({ supporters: 5, sources: 1, spoke: true, supports: false })
  await support(members[0]!, no, false)
  await support(naoto, no)
  await add(no, '@naoto')
  await add(no, '@naoto')
  expect(await showVoice(testCtx(naoto), no)).toMatchObject({ supporters: 4, sources: 2, spoke: true, supports: false })
  const { id } = await db.voice.findUniqueOrThrow({ where: { no: Number(no) } })
  await expect(makeVoiceSupport(db, { voiceId: id, memberId: members[1]!.id })).rejects.toThrow()
  await expect(makeVoiceSource(db, { voiceId: id, memberId: naoto.id })).rejects.toThrow()
})

test('two of the desk at once: one takes the step, the other is told that it changed; a retry is the same step', async () => {
  const no = await make()
  const sent = (who: Member, commandId = randomId()) => stepVoice(testCtx(who), no, stepInput.parse({ commandId, version: 1, to: 'considering' }))
  const { done, failed } = await concurrently(2, (i) => sent(i === 0 ? hr : moderator))
  expect(done).toHaveLength(1)
  expect(failed).toMatchObject([{ code: 'conflict', textKey: 'voices.changed' }])
  const command = randomId()
  const next = () => stepVoice(testCtx(hr), no, stepInput.parse({ commandId: command, version: 2, to: 'answered' }))
  await next()
  await next()
  expect((await showVoice(testCtx(hr), no)).history.map((h) => h.step)).toEqual(['received', 'considering', 'answered'])
})

test('where it came from is shown to whom may see it there, and who said it to nobody', async () => {
  const no = await make()
  for (const address of [post(1), question(asked.named), question(asked.nameless), post(2), post(3), '@mayu']) await add(no, address)
  for (const address of [post(4), post(9), post(1, hiddenTopicId), question(asked.waiting), question(randomId()), '@nobody-here', 'これです']) await expect(add(no, address)).rejects.toMatchObject({ code: 'invalid', fields: { address: 'voices.source_unknown' } })
  await add(no, question(asked.draft, draftId))
  const { id } = await db.voice.findUniqueOrThrow({ where: { no: Number(no) } })
  await makeVoiceSource(db, { voiceId: id, postId: (await db.post.findUniqueOrThrow({ where: { topicId_no: { topicId, no: 4 } } })).id })
  const seen = await showVoice(testCtx(mayu), no)
  expect(seen.from.map((s) => s.title).toSorted()).toEqual(['制度の会', '制度の会', '復職', '復職', '復職'])
  expect(seen).toMatchObject({ sources: 8, spoke: true })
  expect(JSON.stringify(seen)).not.toMatch(new RegExp([haruka, naoto, mayu].flatMap((m) => [m.id, m.displayName]).join('|')))
  expect((await showVoice(testCtx(naoto), no)).from.map((s) => s.title)).toContain('下書きの会')
  const desk = await deskVoice(testCtx(moderator), no)
  expect(desk.all.filter((s) => s.source === null).map((s) => [s.kind, s.name])).toEqual(expect.arrayContaining([['member', mayu.displayName], ['post', '']]))
  expect(await db.voiceSource.count({ where: { voiceId: id, memberId: null } })).toBe(4)
  const [last] = desk.all
  await dropSource(testCtx(hr), no, { commandId: randomId(), source: last!.id })
  expect((await deskVoice(testCtx(hr), no)).sources).toBe(7)
  expect(await sourceText(testCtx(hr), post(1))).toBe('戻りやすい制度がほしいです。')
  expect(await sourceText(testCtx(hr), post(4))).toBe('')
})

test('nobody but members reads the ledger, nobody but the office writes it', async () => {
  const no = await make()
  for (const stranger of [testCtx().as(guest), testCtx(await makeApplicant(db))]) {
    for (const read of [() => listVoices(stranger, ledgerInput.parse({})), () => countVoices(stranger, { year: null }), () => changedVoices(stranger, 3), () => showVoice(stranger, no), () => supportVoice(stranger, no, { commandId: randomId(), isOn: true })]) await expect((async () => read())()).rejects.toMatchObject(notFound)
  }
  const outsider = testCtx(haruka)
  for (const write of [() => makeVoice(outsider, typed()), () => step(no, 'considering', {}, haruka), () => add(no, post(1), haruka), () => deskVoice(outsider, no), () => sourceText(outsider, post(1)), () => dropSource(outsider, no, { commandId: randomId(), source: randomId() })]) await expect((async () => write())()).rejects.toMatchObject(notFound)
  for (const bad of ['0', '-1', 'x', '1.5', '9999999999', '88888888']) await expect(showVoice(outsider, bad)).rejects.toMatchObject(notFound)
})

test('the ledger is filtered by step and year, paged by key, counted, and says the middle of the days to an answer', async () => {
  await db.voice.deleteMany()
  const at = (days: number) => new Date(DEMO_NOW.getTime() - days * DAY)
  const answered = (days: number, took: number, end?: VoiceStep) => madeVoice(db, { title: `声${days}`, position: '考え方', createdAt: at(days), steps: [{ step: 'considering', at: at(days - 1) }, { step: 'answered', at: at(days - took) }, ...(end ? [{ step: end, at: at(days - took - 1) }] : [])] })
  await answered(40, 10, 'partly')
  await answered(60, 30, 'noted')
  await answered(30, 18)
  const old = await answered(400, 5, 'adopted')
  for (let i = 0; i < 45; i++) await madeVoice(db, { title: `受付${i}`, createdAt: at(1 + Math.floor(i / 3)) })
  await makeVoiceSource(db, { voiceId: old.id, memberId: haruka.id })
  const ctx = testCtx(haruka)
  const seen: string[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listVoices>> = await listVoices(ctx, ledgerInput.parse({ step: 'received', ...(after !== null && { after }) }))
    seen.push(...page.items.map((v) => v.title))
    after = page.next
  } while (after !== null)
  expect([seen.length, new Set(seen).size]).toEqual([45, 45])
  expect((await listVoices(ctx, ledgerInput.parse({ year: '2024' }))).items.map((v) => [v.title, v.isMine, v.voices, v.line])).toEqual([['声400', true, 1, '考え方']])
  expect((await listVoices(testCtx(mayu), ledgerInput.parse({ year: '2024' }))).items[0]?.isMine).toBe(false)
  expect((await listVoices(ctx, ledgerInput.parse({ step: 'nonsense', year: 'x', after: '?' }))).items).toHaveLength(20)
  expect(await countVoices(ctx, { year: null })).toMatchObject({ steps: { received: { topics: 45, voices: 0 }, adopted: { topics: 1, voices: 1 } }, came: { received: 1, answered: 1, adopted: 1, partly: 0 }, median: 14, years: [2025, 2024] })
  expect((await countVoices(ctx, { year: 2025 })).median).toBe(18)
  expect((await countVoices(ctx, { year: 2020 }))).toEqual({ steps: {}, came: {}, done: {}, median: null, years: [2025, 2024] })
  expect((await changedVoices(ctx, 3)).map((v) => v.title)).toEqual(['声40', '声400'])
  await db.voice.deleteMany()
  expect(await changedVoices(ctx, 3)).toEqual([])
})
