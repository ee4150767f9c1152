/** A board as a file, over HTTP. */
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
