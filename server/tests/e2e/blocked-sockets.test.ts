/** Where a network lets no socket through, in neither way: the page reads itself again, and what one does goes as a form. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWall, until, type Visitor, walkProduct } from '../harness/index.ts'
import { ask, question, votesOf } from './steps.ts'

const walk = walkProduct()
let wall: Awaited<ReturnType<typeof buildWall>>
beforeAll(async () => { wall = await buildWall(walk.server.url) })
afterAll(() => wall?.close())

async function behindAWall(email: string): Promise<Visitor> {
  const visitor = await walk.browsers.visitor(wall.url, { email })
  visitor.watch.forgive(/socket\.io/)
  return visitor
}

test('one still asks, votes and follows', async () => {
  const [attendee, host] = [await behindAWall('attendee@example.com'), await behindAWall('host@example.com')]
  await attendee.page.goto('/events')
  const address = await attendee.page.locator('a[href$="/live"]').first().getAttribute('href')
  await Promise.all([attendee.page.goto(address!), host.page.goto(address!.replace(/live$/, 'host'))])
  await attendee.page.getByText('自動の更新が使えない').waitFor()

  const text = '壁の向こうから聞いています'
  await ask(attendee.page, text)
  await question(attendee.page, text).getByText('確認を待っています').waitFor()
  const waiting = host.page.getByRole('region', { name: '確認待ち' }).locator('li', { hasText: text })
  await waiting.waitFor()
  expect(await waiting.count()).toBe(1)
  await waiting.getByRole('button', { name: '公開する' }).click()

  const vote = question(attendee.page, text).getByRole('button', { name: /^わたしも聞きたい/ })
  await vote.waitFor()
  await vote.click()
  await until('the vote', async () => (await votesOf(attendee.page, text)) === 1 && (await vote.getAttribute('aria-pressed')) === 'true')
})
