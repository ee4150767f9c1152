/** C2 ページを作る: from one's own page to a proposal, its materials, the page as members will see it, and a rehearsal nobody else knows of. */
import { expect, test } from 'vitest'
import { pdf, picture } from '../../../prisma/factories/files.ts'
import { hydrated, inRoom, session, walkProduct } from '../harness/index.ts'

const walk = walkProduct()
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer })
/** Twenty days from now, as a form takes it. */
const at = (time: string) => `${new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)}T${time}`

test('proposed from the mentor’s own page, with materials that are checked, seen as a member will see it, published by the desk alone, and rehearsed unseen', async () => {
  const { page } = await walk.browsers.visitor(walk.server.url, { email: 'mentor@example.com' })
  const own = (await walk.database.query<{ handle: string; topics: string[] }>(`select m.handle, t.topics from member m join mentor t on t.member_id = m.id where m.email = 'mentor@example.com'`)).rows[0]!
  const title = own.topics[0]!
  await page.goto(`/mentors/${own.handle}`)
  await page.getByRole('link', { name: 'セミナーを提案する' }).click()
  await page.getByLabel(/^題名/).waitFor()
  await hydrated(page)
  expect(await page.getByLabel(/^題名/).inputValue()).toBe(title)
  await page.getByRole('radio', { name: /^セミナー/ }).check()
  await page.getByRole('radio', { name: 'オンライン', exact: true }).check()
  await page.getByLabel(/^始まり/).fill(at('19:00'))
  await page.getByLabel(/^終わり/).fill(at('20:00'))
  await page.getByLabel(/^概要/).fill('独立して10年の仕事から。')
  await page.locator('#f-text').click()
  await page.locator('#f-text[contenteditable=true]').waitFor()
  await page.keyboard.insertText('道具と、仕事の受け方。')
  await page.getByRole('button', { name: '事務局に提出する' }).click()
  await page.getByText('公開されるまで、会員には見えません').waitFor()
  expect(await page.getByRole('button', { name: '承認して公開する' }).count()).toBe(0)
  const event = new URL(page.url()).pathname.replace('/proposal', '')

  await page.goto(`${event}/materials`)
  await page.getByLabel(/^ファイル/).setInputFiles(file('資料.pdf', Buffer.from('PDFではない')))
  await page.getByRole('button', { name: '資料を加える' }).click()
  await page.getByText('このファイルは使えません').first().waitFor()
  // A picture needs words for who cannot see it.
  await page.getByLabel(/^ファイル/).setInputFiles({ name: '図.png', mimeType: 'image/png', buffer: await picture() })
  await page.getByRole('button', { name: '資料を加える' }).click()
  await page.getByText('画像の説明を入れてください。').first().waitFor()
  await page.getByLabel(/^ファイル/).setInputFiles(file('資料.pdf', Buffer.from(pdf())))
  await page.getByRole('button', { name: '資料を加える' }).click()
  await page.getByRole('button', { name: '「資料.pdf」を外す' }).waitFor()

  await page.goto(`${event}/proposal`)
  await page.getByRole('link', { name: '会員に見えるページで確かめる' }).click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await page.getByRole('heading', { name: 'まだ公開していません' }).waitFor()
  await page.getByRole('link', { name: /資料\.pdf/ }).waitFor()
  const member = await session(walk.server.url, 'alumni@example.com')
  expect((await member.get(event)).status).toBe(404)

  const desk = await walk.browsers.visitor(walk.server.url, { email: 'hr@example.com' })
  await desk.page.goto(`${event}/proposal`)
  await desk.page.getByRole('button', { name: '承認して公開する' }).click()
  await desk.page.getByText('公開されています。').waitFor()
  const seen = await member.get(event)
  expect([seen.status, seen.text.includes('資料.pdf')]).toEqual([200, true])

  await page.goto(`${event}/rehearsal`)
  await page.getByRole('button', { name: 'リハーサルを始める' }).click()
  await page.waitForURL(/\/host$/)
  await inRoom(page, 'event-staff')
  await page.getByRole('button', { name: '開始する' }).click()
  const room = new URL(page.url()).pathname.replace('/host', '')
  for (const address of [room, `${room}/live`, `${room}/host`]) expect([address, (await member.get(address)).status]).toEqual([address, 404])
  expect((await member.get('/events')).text).not.toContain(room)
  // The mentor asks as somebody who takes part would; the console of the same room has it.
  const attendee = await page.context().newPage()
  await attendee.goto(`${room}/live`)
  await inRoom(attendee, 'event')
  await attendee.getByLabel('質問', { exact: true }).fill('マイクは聞こえますか')
  await attendee.getByRole('button', { name: '質問する' }).click()
  await page.getByText('マイクは聞こえますか').first().waitFor()
  await attendee.close()
  await page.goto(`${event}/rehearsal`)
  await page.getByRole('button', { name: '終えて、すべて消す' }).click()
  await page.getByRole('button', { name: 'リハーサルを始める' }).waitFor()
  expect((await walk.database.query(`select 1 from question where text = 'マイクは聞こえますか'`)).rows).toEqual([])
})
