/** The other faces of a live room: the projector with its code, questions without a name, and what the host does with a question. */
import { expect, test } from 'vitest'
import { everyScreen, openLiveRoom, question, votesOf } from './steps.ts'
import { inRoom, until, walkProduct } from '../harness/index.ts'

const walk = walkProduct()

test('by the projector’s code into the room, a question without a name, put together, answered in writing; every screen follows', async () => {
  const [attendee, host, projector] = await Promise.all(['attendee', 'host', 'host'].map((name) => walk.browsers.visitor(walk.server.url, { email: `${name}@example.com` })))
  const [a, h, p] = [attendee!.page, host!.page, projector!.page]
  const address = await openLiveRoom(h)
  await Promise.all([h.goto(address.replace(/live$/, 'host')), p.goto(address.replace(/live$/, 'stage'))])
  await Promise.all([inRoom(h, 'event-staff'), inRoom(p, 'event')])

  // The projector shows how to come in when the host says so.
  await h.getByRole('button', { name: '参加方法' }).click()
  await p.getByRole('heading', { level: 1, name: 'スマートフォンから参加できます' }).waitFor()
  const code = (await p.locator('.join-code').innerText()).trim()
  await h.getByRole('group', { name: '投影するもの' }).getByRole('button', { name: '質問' }).click()
  await a.goto('/live')
  await a.getByLabel('参加コード').fill(code)
  await a.getByRole('button', { name: '入る' }).click()
  await a.waitForURL(/\/live$/)
  await inRoom(a, 'event')

  const text = '蓄電池の補助を使った町の事例はありますか'
  await a.getByRole('button', { name: '匿名で' }).click()
  await a.getByLabel('質問', { exact: true }).fill(text)
  await a.getByRole('button', { name: '質問する' }).click()
  await question(a, text).getByText('確認を待っています').waitFor()
  // First in the list, where whoever asked looks for it.
  expect(await a.locator('.qs > li').first().innerText()).toContain(text)
  const waiting = h.getByRole('region', { name: '確認待ち' }).locator('li', { hasText: text }).first()
  await waiting.getByText('匿名').waitFor()
  expect(await waiting.innerText()).toContain('とよく似ています')
  // Its time is known to the hour alone, so none is said.
  expect(await waiting.innerText()).not.toContain('分前')

  // Put together with the one that is being answered: the hint has chosen it already.
  const now = '県内で蓄電池の補助を使った事例はありますか'
  await waiting.getByRole('button', { name: 'ほかの操作' }).click()
  await waiting.getByRole('button', { name: 'まとめる', exact: true }).click()
  await until('the one that holds both', async () => (await h.locator('.now-host').innerText()).includes('1件をまとめました'))
  await a.reload()
  await question(a, text).getByText('よく似た質問とまとめました').waitFor()

  // Answered in writing, by key: the row one is at, its tools, the words.
  const small = '小さな町でも始められる規模はどれくらいですか'
  const row = h.locator('.aq', { hasText: small })
  await row.getByRole('button', { name: '回答する' }).focus()
  await h.keyboard.press('e')
  await row.getByLabel('文章で答える').fill('人口5千人の町の例があります。')
  await row.getByRole('button', { name: '回答を公開する' }).click()
  await everyScreen([a], 'the words', async (page) => (await question(page, small).innerText()).includes('人口5千人の町の例があります。'))
  expect(await votesOf(a, small)).toBeGreaterThan(0)

  // Nothing of the hosts is on the projector.
  await p.getByText(now).waitFor()
  expect(await p.locator('body').innerText()).not.toContain('確認')
  expect(await p.getByRole('button').count()).toBe(0)
})
