/** B2 ライブで質問: two who take part, with the host's console beside them; and a poll, answered in browsers and by a plain form. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { inRoom, until, walkProduct } from '../harness/index.ts'
import { ask, everyScreen, openLiveRoom, question, toAnswer, toCheck, toggleVote, votesOf } from './steps.ts'

const walk = walkProduct()
const visitors = (...names: string[]) => Promise.all(names.map((name) => walk.browsers.visitor(walk.server.url, { email: `${name}@example.com` })))
const atTheConsole = async (page: Page, address: string) => {
  await page.goto(address.replace(/live$/, 'host'))
  await inRoom(page, 'event-staff')
}
const order = (page: Page) => page.locator('.qs > li:has(.vote .num) .q-t').allInnerTexts()

test('in by the projector’s code: asked by name and without one, wanted, changed, taken back, answered, and every screen follows', async () => {
  const [host, x, y] = await visitors('host', 'attendee', 'alumni')
  const [h, a, b] = [host!.page, x!.page, y!.page]
  const address = await openLiveRoom(h)
  await atTheConsole(h, address)

  // The projector shows how to come in when the host says so.
  const stage = await host!.context.newPage()
  await stage.goto(address.replace(/live$/, 'stage'))
  await inRoom(stage, 'event')
  await h.getByRole('button', { name: '参加方法' }).click()
  await stage.getByRole('heading', { level: 1, name: 'スマートフォンから参加できます' }).waitFor()
  const code = (await stage.locator('.join-code').innerText()).trim()
  await h.getByRole('group', { name: '投影するもの' }).getByRole('button', { name: '質問' }).click()
  await a.goto('/live')
  await a.getByLabel('参加コード').fill(code)
  await a.getByRole('button', { name: '入る' }).click()
  await a.waitForURL(/\/live$/)
  await inRoom(a, 'event')
  await a.locator('.room-top').getByText('配信中').waitFor()
  await openLiveRoom(b)
  await until('both to be counted', async () => parseInt(await a.locator('.room-top .row > .small').innerText()) >= 2)

  // By name, and without one: first in the list, where whoever asked looks for it.
  const [named, nameless] = ['町の人に最初に話を持っていったのは、だれでしたか', '反対した人とは、いまも話していますか']
  await ask(a, named)
  await question(a, named).getByText('確認を待っています').waitFor()
  await toCheck(h, named).getByText('名取沢').waitFor()
  expect(await question(b, named).count()).toBe(0)
  await a.getByRole('button', { name: '匿名で' }).click()
  await ask(a, nameless)
  await question(a, nameless).getByText('確認を待っています').waitFor()
  expect(await a.locator('.qs > li').first().innerText()).toContain(named)
  const unsigned = toCheck(h, nameless)
  await unsigned.getByText('匿名').waitFor()
  // Its time is known to the hour alone, so none is said.
  expect(await unsigned.innerText()).not.toContain('分前')
  for (const text of [named, nameless]) {
    await toCheck(h, text).getByRole('button', { name: '公開する' }).click()
    await everyScreen([a, b], text, (page) => question(page, text).locator('.vote .num').isVisible())
  }

  // Wanted by a member in two windows at once: one vote. The order waits until it is asked for, and nothing moves under the focus.
  const second = await y!.context.newPage()
  await second.goto(address)
  await inRoom(second, 'event')
  const before = await order(a)
  await question(a, named).getByRole('button', { name: /^わたしも聞きたい/ }).focus()
  await Promise.all([toggleVote(b, nameless), toggleVote(second, nameless)])
  await everyScreen([a, b, second], 'one vote', async (page) => (await votesOf(page, nameless)) === 1)
  expect(await question(b, nameless).getByRole('button', { pressed: true }).count()).toBe(1)
  await until('the vote at the host', async () => (await toAnswer(h, nameless).locator('.aq-n [aria-hidden]').innerText()) === '1')
  expect(await order(a)).toEqual(before)
  expect(await a.evaluate(() => document.activeElement?.closest('li')?.textContent)).toContain(named)
  await a.getByRole('button', { name: '新しい順番にする' }).click()
  await until('the new order', async () => (await order(a)).indexOf(nameless) < (await order(a)).indexOf(named))
  // Whoever goes by key is at the list they put in order.
  await expect.poll(() => a.evaluate(() => document.activeElement?.id)).toBe('qs-h')
  // Again takes it back.
  await toggleVote(b, named)
  await everyScreen([a, b], 'the other vote', async (page) => (await votesOf(page, named)) === 1)
  await toggleVote(b, named)
  await everyScreen([a, b], 'the vote taken back', async (page) => (await votesOf(page, named)) === 0)

  // Changed by its author: checked again where questions are checked.
  const better = '町の人に最初に話を持っていったのは、役場のだれでしたか'
  await question(a, named).locator('summary').click()
  await question(a, named).getByLabel('質問を直す').fill(better)
  await question(a, named).getByRole('button', { name: '直した質問を送る' }).click()
  await question(a, better).getByText('確認を待っています').waitFor()
  await until('the old words to go', async () => (await question(b, named).count()) === 0)
  await toCheck(h, better).getByRole('button', { name: '公開する' }).click()
  await question(b, better).waitFor()

  // Taken back by its author.
  const regretted = 'やっぱり聞かないことにします'
  await ask(b, regretted)
  await toCheck(h, regretted).getByRole('button', { name: '公開する' }).click()
  await everyScreen([a, b], regretted, (page) => question(page, regretted).locator('.vote').isVisible())
  await question(b, regretted).locator('summary').click()
  await question(b, regretted).getByRole('button', { name: 'この質問を取り下げる' }).click()
  await everyScreen([a, b, h], 'the question to go', async (page) => (await page.getByText(regretted).count()) === 0)

  // 回答中, 回答済み; from then on its words stand.
  await toAnswer(h, better).getByRole('button', { name: '回答する' }).click()
  await everyScreen([a, b, h], 'answering now', async (page) => (await page.locator('.ans-t').innerText()) === better)
  // Nothing of the hosts is on the projector.
  await stage.getByRole('heading', { name: better }).waitFor()
  expect([await stage.getByRole('button').count(), (await stage.locator('body').innerText()).includes('確認')]).toEqual([0, false])
  await h.getByRole('button', { name: '回答済みにする' }).click()
  await everyScreen([a, b], 'answered', (page) => question(page, better).getByText('回答済み').isVisible())
  expect(await question(a, better).locator('summary').count()).toBe(0)
  await h.getByRole('region', { name: 'あとで見るもの' }).locator('li', { hasText: better }).waitFor()
})

const asked = 'どの規模なら、あなたの町で始められますか'
const poll = (page: Page, words: string) => page.locator('.poll', { hasText: words })
const answer = async (page: Page, words: string, choice: string) => {
  await poll(page, words).getByRole('radio', { name: choice }).check()
  await poll(page, words).getByRole('button', { name: '回答する' }).click()
}

test('the host makes and starts a poll, two attendees and a plain form answer, and every screen has the result', async () => {
  const [[host, alumni, attendee], plain] = await Promise.all([visitors('host', 'alumni', 'attendee'), walk.browsers.visitor(walk.server.url, { email: 'mentor@example.com', javaScriptEnabled: false })])
  const [address] = await Promise.all([openLiveRoom(alumni!.page), openLiveRoom(attendee!.page)])
  const desk = host!.page
  await atTheConsole(desk, address)
  const screens = [alumni!.page, attendee!.page]

  // Bars live, and as many as have answered.
  const start = '地域で最初に取り組むなら、どれですか'
  await answer(alumni!.page, start, '小水力')
  await everyScreen(screens, 'the answer in the bars', async (page) => (await poll(page, start).innerText()).includes('32人が回答') && (await poll(page, start).locator('.pchoice-n').allInnerTexts()).join() === '41%,28%,22%,9%')

  await desk.getByText('投票を作る').click()
  await desk.getByLabel('質問', { exact: true }).fill(asked)
  await desk.getByLabel('選択肢').fill('公民館ひとつ')
  await desk.getByLabel('結果を見せるとき').selectOption('closed')
  await desk.getByRole('button', { name: '下書きにする' }).click()
  await desk.getByText('選択肢は2つから10までにしてください。').first().waitFor()
  await desk.getByLabel('選択肢').fill('公民館ひとつ\n地区ごと\n町ぜんぶ')
  await desk.getByRole('button', { name: '下書きにする' }).click()
  const atHost = desk.locator('.hpolls > li', { hasText: asked })
  await atHost.getByText('下書き').waitFor()
  expect(await alumni!.page.getByText(asked).count()).toBe(0)

  await atHost.getByRole('button', { name: '始める' }).click()
  await everyScreen(screens, 'the poll', (page) => poll(page, asked).isVisible())
  await answer(alumni!.page, asked, '公民館ひとつ')
  await answer(attendee!.page, asked, '公民館ひとつ')
  await plain.page.goto(address)
  await answer(plain.page, asked, '町ぜんぶ')
  await plain.page.waitForURL(/#poll-/)
  await until('the counts at the console', async () => (await atHost.locator('.pbar-n').allInnerTexts()).join() === '2票・67％,0票・0％,1票・33％')
  await everyScreen(screens, 'three answers, and no result yet', async (page) => (await poll(page, asked).innerText()).includes('3人が回答') && !(await poll(page, asked).innerText()).includes('％'))

  // Another answer is the same one.
  await poll(attendee!.page, asked).getByRole('radio', { name: '地区ごと' }).check()
  await poll(attendee!.page, asked).getByRole('button', { name: '回答を変える' }).click()
  await until('the changed answer', async () => (await atHost.locator('.pbar-n').allInnerTexts()).join() === '1票・33％,1票・33％,1票・33％')
  await atHost.getByRole('button', { name: '締め切る' }).click()
  for (const page of screens) await page.locator('.room-polls summary').click()
  await everyScreen(screens, 'the result', async (page) => (await poll(page, asked).locator('.pbar-n').allInnerTexts()).join() === '1票・33％,1票・33％,1票・33％')
})
