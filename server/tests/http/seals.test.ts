/** A question without a name is opened by two, over HTTP without scripts: what each of them, the author and others are shown. */
import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoSecrets } from '../../../app/domain/custody/demo-logins.ts'
import { eventId } from '../../../prisma/demo/lay-events.ts'
import { bootServer, type Server, session } from '../harness/index.ts'

let server: Server
let database: pg.Client
beforeAll(async () => {
  server = await bootServer()
  database = new pg.Client({ connectionString: server.databaseUrl })
  await database.connect()
})
afterAll(async () => {
  await database.end()
  await server.remove()
})
/** The rows that name somebody, but those that workers write at times of their own: what a request of theirs could leave. */
async function tracesOf(email: string): Promise<string> {
  const { rows: [member] } = await database.query<{ id: string }>('select id from member where email = $1', [email])
  const { rows: tables } = await database.query<{ name: string }>(`select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename not in ('_prisma_migrations', 'outbox', 'mail', 'notification', 'reminder', 'digest_state', 'live_event') order by 1`)
  const { rows } = await database.query<{ row: string }>(tables.map(({ name }) => `select '${name} ' || t::text as row from ${name} t where t::text like $1`).join(' union all '), [`%${member?.id}%`])
  return rows.map((r) => r.row).toSorted().join('\n')
}

const TEXT = 'だれにも言えずに困っています'
const REASON = '生命に関わるおそれがあるため'

test('asked without a name, opened by two with a reason, and its author told', async () => {
  const [author, hr, second, other] = await Promise.all(['alumni@example.com', 'hr@example.com', 'moderator@example.com', 'hr2@example.com'].map((email) => session(server.url, email)))
  if (!author || !hr || !second || !other) throw new Error('four sessions')
  const room = `/events/${eventId('renewable')}/live`
  expect((await author.get(`${room}?as=anonymous`)).text).toContain('氏名は通常の画面や記録には表示されず、担当者も見られません。重大な事情がある場合に限り、責任者2名の承認で確認し、投稿した方にお知らせします。')
  const capability = randomBytes(32).toString('base64url')
  await database.query(`update member set last_seen_at = null where email = 'alumni@example.com'`)
  const before = await tracesOf('alumni@example.com')
  expect((await author.post(room, { intent: 'ask-anonymously', capability, eventId: eventId('renewable'), text: TEXT })).status).toBe(303)
  await author.get(`${room}?asked=1`)
  expect(await tracesOf('alumni@example.com')).toBe(before)

  const list = (await hr.get('/desk/seals')).text
  const questionId = new RegExp(`/desk/seals/([0-9a-f-]{36})"[^>]*>${TEXT}`).exec(list)?.[1]
  expect(questionId).toBeDefined()
  const page = `/desk/seals/${questionId}`
  expect((await other.get('/desk/seals')).text).not.toContain(TEXT)
  expect((await other.get(page)).status).toBe(404)

  const ask = { intent: 'ask', commandId: randomUUID(), questionId: questionId ?? '', reason: REASON }
  const wrong = await hr.post(page, { ...ask, secret: 'not the passphrase at all' })
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain('合言葉が違います。')
  expect(wrong.text).toContain(REASON)
  expect(wrong.text).not.toContain('not the passphrase at all')
  expect((await hr.post(page, { ...ask, secret: demoSecrets.hr })).status).toBe(303)
  const waiting = (await second.get(page)).text
  const openingId = /name="openingId" value="([0-9a-f-]{36})"/.exec(waiting)?.[1] ?? ''
  const confirm = { intent: 'confirm', commandId: randomUUID(), openingId, secret: demoSecrets.second }
  for (const who of [hr, other]) expect((await who.post(page, confirm)).status).toBe(404)
  const opened = await second.post(page, confirm)
  expect(opened.status).toBe(200)
  expect(opened.text).toContain('浜岸 遥香さんの質問です。')
  expect(opened.headers.get('cache-control')).toContain('no-store')
  for (const who of [hr, second]) expect((await who.get(page)).text).not.toContain('浜岸')
  expect((await hr.post(page, { intent: 'read', openingId, secret: demoSecrets.hr })).text).toContain('浜岸 遥香さんの質問です。')

  // Control: other pages leave a trace of who reads them.
  await author.get('/boards')
  expect(await tracesOf('alumni@example.com')).not.toBe(before)
  const told = (await author.get(room)).text
  expect(told).toContain(`あなたが匿名で寄せた「${TEXT}」について、責任者2名の承認で`)
  expect(told).toContain(`理由：${REASON}`)
  expect((await other.get(room)).text).not.toContain(REASON)
  // Reported: hosts see that it was, the office also by whom, and whoever holds a key the way to its seal.
  const report = `/events/${eventId('renewable')}/report/${questionId}`
  const host = await session(server.url, 'host@example.com')
  expect((await other.get(report)).status).toBe(404)
  expect((await host.post(`/events/${eventId('renewable')}/host`, { intent: 'approve', commandId: randomUUID(), questionId: questionId ?? '' })).status).toBe(303)
  expect((await other.get(room)).text.includes(`href="${report}"`)).toBe(true)
  expect((await other.get(report)).text).toContain(TEXT)
  const why = { commandId: randomUUID(), note: 'とても心配です' }
  expect((await other.post(report, why)).status).toBe(422)
  expect((await other.post(report, { ...why, reason: 'other' })).text).toContain('お知らせありがとうございます')
  const console = (await host.get(`/events/${eventId('renewable')}/host`)).text
  expect(console).toContain('通報 1件')
  expect(console).not.toContain('とても心配です')
  expect((await host.get('/desk')).status).toBe(404)
  const desk = (await hr.get('/desk')).text
  for (const part of [TEXT, 'とても心配です', '匿名の質問です。', `href="${page}"`]) expect(desk).toContain(part)
  expect((await other.get('/desk')).text).not.toContain(`href="${page}"`)
  const reportId = new RegExp(`href="${page}".*?name="reportId" value="([0-9a-f-]{36})"`, 's').exec(desk)?.[1] ?? ''
  expect((await hr.post('/desk?index', { intent: 'dismiss-report', commandId: randomUUID(), reportId })).status).toBe(303)
  expect((await host.get(`/events/${eventId('renewable')}/host`)).text).not.toContain('通報 1件')

  await expect.poll(async () => (await author.get('/notifications')).text).toContain('匿名で寄せられたあなたの質問について、責任者2名の承認で')
  for (const secret of [...Object.values(demoSecrets), capability, 'not the passphrase']) expect(server.output()).not.toContain(secret)
})

test('a custodian gives the key up while a room is open: its form says why, keeps what was written, and does not send it by name by itself', async () => {
  const [author, host, second] = await Promise.all(['alumni@example.com', 'host@example.com', 'moderator@example.com'].map((email) => session(server.url, email)))
  if (!author || !host || !second) throw new Error('three sessions')
  const room = `/events/${eventId('renewable')}/live`
  const WHY = 'いまは匿名では質問できません。'
  expect((await author.get(`${room}?as=anonymous`)).text).not.toContain(WHY)
  expect((await second.post('/desk/custodians', { intent: 'give-up', commandId: randomUUID(), sure: 'on' })).status).toBe(303)
  const words = '送る直前でした'
  const refused = await author.post(room, { intent: 'ask-anonymously', capability: randomBytes(32).toString('base64url'), eventId: eventId('renewable'), text: words })
  expect(refused.status).toBe(409)
  for (const part of [WHY, words, '書いた質問は、まだ送られていません。', 'お名前を出して質問する']) expect(refused.text).toContain(part)
  expect((await author.get(room)).text).toContain(WHY)
  expect((await host.get(`/events/${eventId('renewable')}/host`)).text).toContain(WHY)
  expect((await database.query('select 1 from question where text = $1', [words])).rows).toEqual([])
})
