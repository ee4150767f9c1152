/** C3 ライブ運営: a host, a co-host, two who take part, and the projector. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inRoom, type Line, openLine, session, walkProduct } from '../harness/index.ts'
import { ask, everyScreen, question, toAnswer, toCheck, toggleVote, votesOf } from './steps.ts'

const TITLE = '公共建築の木質化'
const walk = walkProduct()
let line: Line
beforeAll(async () => { line = await openLine(walk.server.url) })
afterAll(() => line.close())

const answering = (page: Page) => page.locator('.ans-t, #sq').first()
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

test('started, checked, answered, put together, handed over, stopped and resumed, ended: every screen follows', async () => {
  const { id } = (await walk.database.query<{ id: string }>('select id from event where title = $1', [TITLE])).rows[0]!
  const second = (await walk.database.query<{ id: string; name: string }>(`select id, display_name as name from member where email = 'host@example.com'`)).rows[0]!
  await walk.database.query(`insert into event_person (event_id, role, position, member_id) values ($1, 'cohost', 1, $2)`, [id, second.id])
  const room = `/events/${id}`
  const open = async (email: string, face: 'host' | 'live', url = walk.server.url) => {
    const { page, watch, context } = await walk.browsers.visitor(url, { email: `${email}@example.com` })
    await page.goto(`${room}/${face}`)
    await inRoom(page, face === 'host' ? 'event-staff' : 'event')
    return { page, watch, context }
  }
  const [{ page: host, context }, { page: cohost }, x, { page: y }] = await Promise.all([open('mentor', 'host'), open('host', 'host'), open('attendee', 'live', line.url), open('alumni', 'live')])
  const stage = await context.newPage()
  await stage.goto(`${room}/stage`)
  await inRoom(stage, 'event')
  const [everybody, attendees] = [[host, cohost, x.page, y, stage], [x.page, y]]

  // 1 開始
  await stage.getByRole('heading', { level: 1, name: 'もうすぐ始まります' }).waitFor()
  await press(host, '開始する')
  await everyScreen(everybody, 'the room to be open', (page) => page.getByText('配信中', { exact: true }).isVisible())

  // 2 承認制, switched on in the middle: two are shown, one is left out with a reason.
  await host.getByRole('switch', { name: '承認制' }).click()
  await cohost.getByText('承認なし').waitFor()
  const [atOnce, first, alike, aside] = ['木の床は何年で張り替えますか', '木造の庁舎は火事に強いですか', '木造の庁舎は、火事に強いのでしょうか', '駐車場はどこにありますか']
  await ask(x.page, atOnce)
  await everyScreen(attendees, 'what needs no check', (page) => question(page, atOnce).isVisible())
  await host.getByRole('switch', { name: '承認制' }).click()
  await x.page.getByText('進行の確認後に公開されます').waitFor()
  for (const text of [first, aside]) await ask(x.page, text)
  await ask(y, alike)
  for (const text of [first, alike, aside]) await everyScreen([host, cohost], text, (page) => toCheck(page, text).isVisible())
  for (const text of [first, alike]) {
    await toCheck(host, text).getByRole('button', { name: '公開する' }).click()
    await everyScreen(attendees, text, (page) => question(page, text).locator('.vote .num').isVisible())
    await toAnswer(cohost, text).waitFor()
  }
  const left = toCheck(host, aside)
  await left.locator('summary', { hasText: '見送る' }).click()
  await left.getByLabel('見送る理由').selectOption({ label: '今回のテーマから離れています' })
  await left.getByRole('button', { name: '理由を伝えて見送る' }).click()
  await question(x.page, aside).getByText('理由：今回のテーマから離れています').waitFor()
  expect(await y.getByText(aside).count()).toBe(0)

  // 3 回答中, on every screen; and answered.
  await toAnswer(host, atOnce).getByRole('button', { name: '回答する' }).click()
  await everyScreen(everybody, 'what is being answered', async (page) => (await answering(page).innerText()) === atOnce)

  // 4 まとめる: y wanted both, another member one of them: two people.
  const office = await session(walk.server.url, 'moderator@example.com')
  const firstId = (await question(y, first).getAttribute('id'))!.replace('q-', '')
  expect((await office.post(`${room}/live`, { intent: 'vote', commandId: crypto.randomUUID(), questionId: firstId, isOn: 'true' })).status).toBe(303)
  for (const text of [first, alike]) await toggleVote(y, text)
  await everyScreen(attendees, 'three votes', async (page) => (await votesOf(page, first)) === 2 && (await votesOf(page, alike)) === 1)
  const double = toAnswer(host, alike)
  await double.getByRole('button', { name: 'ほかの操作' }).click()
  const into = double.getByLabel('まとめる先')
  // The one that says nearly the same has been chosen already.
  expect(await into.inputValue()).toBe(firstId)
  await double.getByRole('button', { name: 'まとめる', exact: true }).click()
  await everyScreen(attendees, 'two people and not three', async (page) => (await question(page, first).innerText()).includes('1件をまとめました') && (await votesOf(page, first)) === 2)
  await question(y, alike).getByText('よく似た質問とまとめました').waitFor()
  expect(await question(x.page, alike).count()).toBe(0)

  // 5 進行を渡す: who gave it has no more to press, who has it goes on.
  await host.getByLabel('渡す相手').selectOption({ label: `${second.name}さん` })
  await press(host, '進行を渡す')
  await host.getByText(`${second.name}さんが進行しています。`).waitFor()
  await cohost.getByText('あなたが進行しています。').waitFor()
  for (const name of ['回答済みにする', '回答する', 'ほかの操作', '進行を渡す']) expect([name, await host.getByRole('button', { name, exact: true }).count()]).toEqual([name, 0])
  expect(await host.locator('summary', { hasText: '終了する' }).count()).toBe(0)
  await press(cohost, '回答済みにする')
  await everyScreen(attendees, 'answered', (page) => question(page, atOnce).getByText('回答済み').isVisible())
  // In writing, by key: the row one is at, its tools, the words.
  const row = toAnswer(cohost, first)
  await row.getByRole('button', { name: '回答する' }).focus()
  await cohost.keyboard.press('e')
  await row.getByLabel('文章で答える').fill('太い木は、燃えるのに時間がかかります。')
  await row.getByRole('button', { name: '回答を公開する' }).click()
  await everyScreen(attendees, 'the words', (page) => question(page, first).getByText('太い木は').isVisible())

  // 6 緊急停止, by whoever sees the need; what somebody is writing stays.
  const late = '木材はどこの山から来ましたか'
  await x.page.getByLabel('質問', { exact: true }).fill(late)
  await press(host, '質問を止める')
  await everyScreen(attendees, 'the stop', (page) => page.getByText('ただいま質問の受付を止めています。').isVisible())
  expect([await x.page.getByRole('button', { name: '質問する' }).count(), await x.page.getByLabel('質問', { exact: true }).inputValue()]).toEqual([0, late])
  await press(cohost, '質問を再開する')
  await everyScreen(attendees, 'the form', (page) => page.getByRole('button', { name: '質問する' }).isVisible())

  // 7 終了, while a question is under way on a line that was cut: refused, and kept.
  x.watch.forgive(/ERR_|WebSocket connection to|Failed to fetch/)
  line.cut()
  await x.page.getByText('接続が切れました').waitFor()
  await press(x.page, '質問する')
  await x.page.getByText('つながったら自動で送ります').waitFor()
  await cohost.locator('summary', { hasText: '終了する' }).click()
  await cohost.locator('.host-pop').getByRole('button', { name: '終了する' }).click()
  await everyScreen([y, stage], 'the end', (page) => page.getByRole('heading', { name: 'この会場は終了しました' }).isVisible())
  line.mend()
  await x.page.getByText('書いた質問は送られていません。下に残してあります。').waitFor()
  await x.page.getByText('質問の受付は終了しました。').waitFor()
  expect(await x.page.getByLabel('質問', { exact: true }).inputValue()).toBe(late)
  // By a plain form as well.
  const plain = await office.post(`${room}/live`, { intent: 'ask', commandId: crypto.randomUUID(), eventId: id, text: late })
  expect([plain.status, plain.text.includes('質問の受付は終了しました。'), plain.text.includes(late)]).toEqual([409, true, true])
})
