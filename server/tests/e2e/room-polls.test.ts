/** A poll in the live room: made at the console, started, answered in two browsers and by a plain form, closed and shown to everybody. */
import { expect, test } from 'vitest'
import { inRoom, until, walkProduct } from '../harness/index.ts'
import { everyScreen, openLiveRoom } from './steps.ts'

const walk = walkProduct()
const asked = 'どの規模なら、あなたの町で始められますか'

test('the host makes and starts a poll, two attendees and a plain form answer, and every screen has the result', async () => {
  const [host, alumni, attendee, plain] = await Promise.all((['host', 'alumni', 'attendee', 'mentor'] as const).map((name) => walk.browsers.visitor(walk.server.url, { email: `${name}@example.com`, ...(name === 'mentor' && { javaScriptEnabled: false }) })))
  const [address] = await Promise.all([openLiveRoom(alumni!.page), openLiveRoom(attendee!.page)])
  const desk = host!.page
  await desk.goto(address.replace(/live$/, 'host'))
  await inRoom(desk, 'event-staff')
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
  const screens = [alumni!.page, attendee!.page]
  const poll = (page: typeof desk) => page.locator('.poll', { hasText: asked })
  await everyScreen(screens, 'the poll', (page) => poll(page).isVisible())
  const answer = async (page: typeof desk, choice: string) => {
    await poll(page).getByRole('radio', { name: choice }).check()
    await poll(page).getByRole('button', { name: '回答する' }).click()
  }
  await answer(alumni!.page, '公民館ひとつ')
  await answer(attendee!.page, '公民館ひとつ')
  await plain!.page.goto(address)
  await answer(plain!.page, '町ぜんぶ')
  await plain!.page.waitForURL(/#poll-/)
  await until('the counts at the console', async () => (await atHost.locator('.pbar-n').allInnerTexts()).join() === '2票・67％,0票・0％,1票・33％')
  await everyScreen(screens, 'three answers, and no result yet', async (page) => (await poll(page).innerText()).includes('3人が回答') && !(await poll(page).innerText()).includes('％'))

  // Another answer is the same one.
  await poll(attendee!.page).getByRole('radio', { name: '地区ごと' }).check()
  await poll(attendee!.page).getByRole('button', { name: '回答を変える' }).click()
  await until('the changed answer', async () => (await atHost.locator('.pbar-n').allInnerTexts()).join() === '1票・33％,1票・33％,1票・33％')
  await atHost.getByRole('button', { name: '締め切る' }).click()
  for (const page of screens) await page.locator('.room-polls summary').click()
  await everyScreen(screens, 'the result', async (page) => (await poll(page).locator('.pbar-n').allInnerTexts()).join() === '1票・33％,1票・33％,1票・33％')
})
