/** C2 ページを作る: a seminar is proposed, talked about, changed, and published by somebody else. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { bootServer, type Browsers, openBrowser, type Server, session } from '../harness/index.ts'

let server: Server
let browsers: Browsers
beforeAll(async () => {
  server = await bootServer({ env: { ENISHI_CLOCK: '2025-11-20T10:00:00+09:00' } })
  browsers = await openBrowser()
})
afterEach(() => browsers.expectClean())
afterAll(async () => {
  await browsers.close()
  await server.remove()
})

const TITLE = '蓄電池を町で分け合う'

test('propose, comment, change, approve by another, public for a member; a draft is kept meanwhile', async () => {
  const { page } = await browsers.visitor(server.url, { email: 'host@example.com', viewport: { width: 390, height: 844 } })
  await page.goto('/events')
  await page.getByRole('link', { name: 'セミナーを提案する' }).click()
  await page.getByRole('radio', { name: /^セミナー/ }).check()
  await page.getByRole('radio', { name: '会場とオンライン' }).check()
  await page.getByLabel(/^題名/).fill(TITLE)
  await page.getByText(/下書きを保存しました/).waitFor()
  await page.getByLabel(/^始まり/).fill('2025-12-10T19:00')
  await page.getByText('会員には 2025年12月10日(水) 19:00 と見えます。').waitFor()
  await page.getByLabel(/^終わり/).fill('2025-12-10T18:00')
  await page.getByLabel(/^概要/).fill('3つの町の例から、分け合う仕組みを話します。')
  await page.locator('#f-text').click()
  await page.locator('#f-text[contenteditable=true]').waitFor()
  await page.keyboard.insertText('町の例を3つ。')
  await page.getByLabel('話す人 1', { exact: true }).fill('浜岸')
  await expect.poll(() => page.locator('datalist option').evaluateAll((all) => all.map((o) => (o as HTMLOptionElement).value))).toContainEqual(expect.stringMatching(/^浜岸 遥香 @/))
  await page.getByLabel('話す人 1', { exact: true }).fill(await page.locator('datalist option').first().getAttribute('value') ?? '')
  await page.getByRole('button', { name: '事務局に提出する' }).click()
  // Refused: what was typed is still there, also in the editor.
  await page.getByText('終わりは、始まりより後にしてください。').waitFor()
  await page.getByText('会場を入れてください。').waitFor()
  await page.getByLabel(/^終わり/).fill('2025-12-10T20:30')
  await page.getByRole('textbox', { name: '会場', exact: true }).fill('仙台市内')
  await page.getByRole('button', { name: '事務局に提出する' }).click()
  await page.getByRole('heading', { level: 1, name: TITLE }).waitFor()
  await page.getByText('公開されるまで、会員には見えません').waitFor()
  const address = new URL(page.url()).pathname
  const event = address.replace('/proposal', '')

  const desk = await browsers.visitor(server.url, { email: 'hr@example.com' })
  await desk.page.goto('/desk/events')
  await desk.page.getByRole('link', { name: TITLE }).click()
  await desk.page.getByLabel(/^直してほしいこと/).fill('定員を書いていただけますか')
  await desk.page.getByRole('button', { name: '修正をお願いする' }).click()
  await desk.page.getByText('提案した人が直しています').waitFor()
  // The proposer's page hears of it by itself.
  await page.getByText('定員を書いていただけますか').waitFor()
  await page.getByRole('link', { name: '内容を直す' }).click()
  await page.getByLabel(/^会場の定員/).fill('５０')
  expect(await page.locator('#f-text').evaluate((e) => ('value' in e ? String(e.value) : (e as HTMLElement).innerText))).toContain('町の例を3つ。')
  await page.getByRole('button', { name: '保存する' }).click()
  await page.getByLabel(/^直したところ/).fill('書きました')
  await page.getByRole('button', { name: 'もう一度提出する' }).click()
  await desk.page.getByText('書きました').waitFor()
  const member = await session(server.url, 'alumni@example.com')
  expect([(await member.get(event)).status, (await member.get(address)).status]).toEqual([404, 404])
  await desk.page.getByRole('button', { name: '承認して公開する' }).click()
  await desk.page.getByText('公開されています。').waitFor()
  const seen = await member.get(event)
  expect([seen.status, seen.text.includes('50席'), seen.text.includes('浜岸 遥香')]).toEqual([200, true, true])
  expect((await member.get(address)).status).toBe(404)
})
