/** What one takes along as files or on paper, and the ledger of voices as plain forms, over HTTP. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootServer, type Server, session } from '../harness/index.ts'

let server: Server
beforeAll(async () => { server = await bootServer() })
afterAll(() => server.remove())

test('staff take a board along as a file; members find nothing, and a form from elsewhere is refused', async () => {
  const staff = await session(server.url, 'moderator@example.com')
  expect((await staff.get('/boards/work-and-life')).text).toContain('/boards/work-and-life/export')
  const file = await staff.post('/boards/work-and-life/export.md', { intent: 'take' })
  expect([file.status, file.headers.get('content-type'), file.headers.get('content-disposition')?.replace(/\d{4}-\d\d-\d\d/g, 'DATE'), file.headers.get('cache-control')]).toEqual([200, 'text/markdown; charset=utf-8', `attachment; filename="work-and-life-DATE.md"; filename*=UTF-8''work-and-life-DATE.md`, 'no-store'])
  expect(file.text).toMatch(/^# 仕事と暮らしの広場\n[^]*\n## [^]*\n### 1｜[^]*\n以上、話題\d+件、投稿\d+件。\n$/)
  const member = await session(server.url, 'alumni@example.com')
  expect((await member.get('/boards/work-and-life')).text).not.toContain('/export')
  expect([(await member.post('/boards/work-and-life/export.md', { intent: 'take' })).status, (await staff.post('/boards/nothing/export.md', { intent: 'take' })).status]).toEqual([404, 404])
  expect((await staff.fetch('/boards/work-and-life/export.md', { method: 'POST', headers: { Origin: 'https://evil.example' } })).status).toBe(403)
})

test('who goes away in the middle leaves nothing running, and the next is served', async () => {
  const staff = await session(server.url, 'moderator@example.com')
  for (let i = 0; i < 5; i++) {
    const gone = new AbortController()
    const answer = await fetch(`${server.url}/boards/work-and-life/export.md`, { method: 'POST', body: new URLSearchParams({ intent: 'take' }), headers: { Cookie: staff.cookie(), Origin: server.url }, signal: gone.signal })
    await answer.body!.getReader().read()
    gone.abort()
  }
  expect((await staff.post('/boards/work-and-life/export.md', { intent: 'take' })).text).toMatch(/以上、話題\d+件/)
  expect(server.output()).not.toMatch(/"level":50|MaxListeners/)
})

test('a post becomes a voice by plain forms: recorded, supported, brought to its end, told, and in the file; what is missing is said with the words kept', async () => {
  const [staff, member] = [await session(server.url, 'hr@example.com'), await session(server.url, 'alumni@example.com')]
  const topic = /\/topics\/([0-9a-f-]{36})/.exec((await member.get('/boards/work-and-life')).text)?.[1]
  const post = `/topics/${topic}/posts/1`
  const actions = await staff.get(post)
  expect(actions.text).toContain(`/desk/voices?source=${encodeURIComponent(post)}`)
  expect((await member.get(post)).text).not.toContain('/desk/voices')
  expect((await staff.get(`/desk/voices?source=${encodeURIComponent(post)}`)).text).toContain(`value="${post}"`)
  const send = (path: string, fields: Record<string, string>, who = staff) => who.post(path, { commandId: randomUUID(), ...fields })
  const refused = await send('/desk/voices', { title: '朝の時間', body: '', department: '人事課', address: post })
  expect([refused.status, refused.text.includes('value="朝の時間"')]).toEqual([422, true])
  const made = await send('/desk/voices', { title: '朝の時間', body: '朝の1時間を取りたいです。', department: '人事課', address: post })
  const no = /\/desk\/voices\/(\d+)$/.exec(made.headers.get('location') ?? '')?.[1] ?? ''
  expect((await send(`/voices/${no}`, { isOn: '1' }, member)).status).toBe(303)
  expect((await member.get(`/voices/${no}`)).text).toContain('同じ声として届けました')
  const step = (version: number, to: string, more: Record<string, string> = {}) => send(`/desk/voices/${no}`, { intent: 'step', version: String(version), to, position: '', reason: '', note: '', ...more })
  expect([(await step(1, 'considering')).status, (await step(1, 'answered')).status, (await step(2, 'answered')).status]).toEqual([303, 409, 303])
  const lacking = await step(3, 'declined', { note: '残る言葉' })
  expect([lacking.status, ...['県の考え方を入力してください', '反映困難とする理由', '残る言葉'].map((s) => lacking.text.includes(s))]).toEqual([422, true, true, true])
  expect((await step(3, 'declined', { position: '考え方です。', reason: '理由です。' })).status).toBe(303)
  expect((await member.get('/voices?step=declined')).text).toContain('朝の時間')
  await expect.poll(async () => (await member.get('/notifications')).text).toContain('声「朝の時間」が「反映困難」になりました。')
  expect([(await send('/desk/voices', { title: 'x', body: 'x', department: 'x', address: '' }, member)).status, (await member.post('/desk/voices.csv', { intent: 'take' })).status]).toEqual([404, 404])
  const file = await staff.post('/desk/voices.csv', { intent: 'take' })
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
  expect(file.text).toContain('"朝の時間","朝の1時間を取りたいです。","人事課","反映困難","考え方です。","理由です。","1","1"')
})

test('who took part has a certificate that prints, without scripts; who did not finds none; the office, and whoever was shown it, look its number up', async () => {
  const [attendee, alumni, desk] = await Promise.all(['attendee@example.com', 'alumni@example.com', 'moderator@example.com'].map((email) => session(server.url, email)))
  if (!attendee || !alumni || !desk) throw new Error('three sessions')
  const page = /href="(\/events\/[0-9a-f-]{36}\/certificate)"/.exec((await attendee.get('/events/attended')).text)?.[1] ?? ''
  const event = page.replace('/certificate', '')
  expect((await attendee.get(event)).text).toContain(`href="${page}"`)
  expect((await alumni.get(event)).text).not.toContain(`href="${page}"`)
  for (const answer of [await alumni.get(page), await alumni.post(page, { commandId: randomUUID() })]) expect(answer.status).toBe(404)
  const command = { commandId: randomUUID() }
  for (let i = 0; i < 2; i++) expect((await attendee.post(page, command)).status).toBe(303)
  const { text } = await attendee.get(page)
  for (const part of ['受講証明書', '名取沢 真由 様', '外から見た県庁の仕事術', '（1時間0分）', 'オンライン', 'みやぎアルムナイネットワーク']) expect(text).toContain(part)
  expect(text).toMatch(/令和\d+年\(20\d\d年\)\d+月\d+日/u)
  const number = /番号 ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})/.exec(text)?.[1] ?? ''
  expect((await desk.get('/desk/events')).text).toContain('href="/desk/certificates"')
  const found = (await desk.get(`/desk/certificates?number=${encodeURIComponent(` ${number.toLowerCase()} `)}`)).text
  for (const part of ['発行した証明書です。', '名取沢 真由', '外から見た県庁の仕事術', number]) expect(found).toContain(part)
  // Whoever is shown it needs no account.
  const anybody = await session(server.url)
  const address = /\/certificates\/[0-9A-Z]{12}/.exec(text)?.[0] ?? ''
  const checked = await anybody.get(address)
  expect([checked.status, ...['発行した証明書です。', '名取沢 真由', '外から見た県庁の仕事術', number, 'noindex'].filter((part) => !checked.text.includes(part))]).toEqual([200])
  expect((await anybody.get('/certificates/000000000000')).status).toBe(404)
  expect((await desk.get('/desk/certificates?number=0000-0000-0000')).text).toContain('この番号の証明書はありません。')
  expect((await attendee.get(`/desk/certificates?number=${number}`)).status).toBe(404)
})
