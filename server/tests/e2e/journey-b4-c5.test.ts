/** After the end: B4 (who took part) and C5 (who spoke), in a browser each. */
import { expect, test } from 'vitest'
import { ask, openLiveRoom, seminar } from './steps.ts'
import { pdf } from '../../../prisma/factories/files.ts'
import { barriers, hydrated, inRoom, session, until, walkProduct } from '../harness/index.ts'

const walk = walkProduct()

test('the room closes: a survey, attendance, a record that is found; the speaker answers what was left over and publishes the summary', async () => {
  const [attendee, host] = await Promise.all(['attendee', 'host'].map((name) => walk.browsers.visitor(walk.server.url, { email: `${name}@example.com` })))
  const [a, h] = [attendee!.page, host!.page]
  const room = await openLiveRoom(a)
  const event = room.replace(/\/live$/, '')
  const text = '蓄電池の寿命が来たら、どこに返せばよいですか'
  await ask(a, text)
  await h.goto(`${event}/host`)
  await inRoom(h, 'event-staff')
  const waiting = h.getByRole('region', { name: '確認待ち' }).locator('li', { hasText: text }).first()
  await waiting.getByRole('button', { name: '公開する' }).click()
  await a.locator('.q-item', { hasText: text }).waitFor()

  // The code that is said in the room counts as having been there.
  const code = await walk.browsers.visitor(walk.server.url, { email: 'host@example.com' })
  await code.page.goto(`${event}/attendance`)
  const digits = (await code.page.locator('.num', { hasText: /^\d{6}$/ }).innerText()).trim()
  const own = await attendee!.context.newPage()
  await own.goto(`${event}/attendance`)
  await own.getByLabel('出席コード').fill(digits)
  await own.getByRole('button', { name: '出席を記録する' }).click()
  await own.getByText('出席を記録しました。').waitFor()

  // The end: who is in the room sees it, is asked, and has the chapters of the recording.
  await h.locator('summary', { hasText: '終了する' }).click()
  await h.locator('.host-pop').getByRole('button', { name: '終了する' }).click()
  await a.getByRole('heading', { name: 'この会場は終了しました' }).waitFor()
  const survey = a.getByRole('link', { name: 'アンケートに答える' })
  await survey.waitFor()
  expect(await survey.getAttribute('href')).toBe('https://forms.example.com/seminar/came')
  const chapters = a.getByRole('region', { name: '話の流れ' }).getByRole('link')
  expect(await chapters.first().getAttribute('href')).toMatch(/\/player\?t=\d+$/)
  expect(await barriers(a)).toEqual([])

  // Materials for those who took part: others learn that there are some.
  await h.goto(`${event}/materials`)
  await h.getByLabel(/^ファイル/).setInputFiles({ name: '資料.pdf', mimeType: 'application/pdf', buffer: pdf() })
  await h.getByRole('button', { name: '資料を加える' }).click()
  await h.getByRole('button', { name: '「資料.pdf」を外す' }).waitFor()
  await h.getByRole('radio', { name: '参加する方と進行役だけ' }).check()
  await h.getByRole('button', { name: '保存する' }).click()
  await h.getByRole('radio', { name: '参加する方と進行役だけ' }).and(h.locator(':checked')).waitFor()
  await own.goto(event)
  const material = (await own.getByRole('link', { name: /資料\.pdf/ }).getAttribute('href'))!
  const other = await session(walk.server.url, 'dept@example.com')
  await until('the material to be for participants', async () => (await other.get(event)).text.includes('参加する方だけが見られます'))
  expect([(await own.request.get(material)).status(), (await other.get(material)).status]).toEqual([200, 404])

  // The record is made by a job; then the speaker's editor is there, with what was answered in it.
  await until('the way to the summary', async () => {
    await h.goto(event)
    return (await h.getByRole('link', { name: 'まとめを書く' }).count()) > 0
  })
  await h.getByRole('link', { name: 'まとめを書く' }).click()
  const box = h.getByLabel('まとめの文章')
  await box.waitFor()
  expect(await box.inputValue()).toMatch(/話の流れ[\s\S]*質問と答え[\s\S]*これから答える質問/u)
  expect(await box.inputValue()).not.toContain('名取沢')
  // Taken along as a file: no names, unless somebody asks for them.
  const csv = await h.request.post(`${event}/questions`, { form: { intent: 'take', as: 'csv' }, headers: { origin: walk.server.url } })
  expect([csv.status(), (await csv.text()).includes(text), (await csv.text()).includes('名取沢')]).toEqual([200, true, false])
  await hydrated(h)
  const left = h.locator('li', { hasText: text }).last()
  await left.locator('summary').click()
  await left.getByRole('textbox').fill('買った店が引き取ります。')
  await left.getByRole('button', { name: '答えを送る' }).click()
  await h.getByText('答えを送りました。').waitFor()
  await h.getByRole('button', { name: 'まとめを公開する' }).click()
  await h.waitForURL(/\/topics\//)
  await h.getByRole('heading', { level: 1, name: `セミナーの記録：${seminar}` }).waitFor()
  await h.locator('.post').first().getByText('話の流れ').waitFor()
  await h.locator('.post').first().getByRole('link', { name: seminar }).waitFor()

  // From the seminar to its record, and to the speaker, who is a mentor.
  await own.goto(event)
  expect(new URL((await own.getByRole('link', { name: '記録を読む' }).getAttribute('href'))!, h.url()).pathname).toBe(new URL(h.url()).pathname)
  await own.getByRole('link', { name: '蔵守 大輔さんに相談する' }).click()
  await own.waitForURL(/\/mentors\//)
  await own.getByRole('heading', { level: 1, name: /蔵守 大輔/ }).waitFor()

  // Who asked is told, finds the record by a word of it, and the event among those they attended.
  await until('the asker to be told', async () => {
    await own.goto('/notifications')
    // One notice in the words of the room or of the question's topic, whichever job came first.
    return (await own.locator('main').getByRole('link', { name: /あなたの質問に回答がありました。|返信しました/ }).and(own.locator('[href*="#post-2"]')).count()) > 0
  })
  await own.goto(`/search?q=${encodeURIComponent('蓄電池の寿命')}`)
  await own.getByRole('link', { name: /蓄電池の寿命/ }).first().waitFor()
  await own.goto(`/search?q=${encodeURIComponent('蓄電池')}`)
  await own.getByText(`セミナーの記録：${seminar}`).first().waitFor()
  await until('the attendance to be listed', async () => {
    await own.goto('/events/attended')
    return (await own.getByRole('link', { name: seminar, exact: true }).count()) > 0
  })
})
