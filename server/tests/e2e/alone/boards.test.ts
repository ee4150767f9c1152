/** Two people on one topic: a reply is there at once, and once only for somebody who was cut off. */
import { afterEach, expect, test } from 'vitest'
import { inRoom, type Line, openLine, until, walkProduct } from '../../harness/index.ts'
import { childcare, openTopic, posts, sendReply, write } from '../steps.ts'

const walk = walkProduct()
const lines: Line[] = []
afterEach(() => Promise.all(lines.splice(0).map((line) => line.close())))

const stored = async (text: string) => (await walk.database.query<{ no: number; created_at: Date }>('select no, created_at from post where text = $1 order by no', [text])).rows

test('a reply reaches the other browser at once, without a reload', async () => {
  const [alumni, attendee] = await Promise.all(['alumni', 'attendee'].map((name) => walk.browsers.visitor(walk.server.url, { email: `${name}@example.com` })))
  await Promise.all([openTopic(alumni!.page, childcare), openTopic(attendee!.page, childcare)])
  // The fastest of five: one late on a busy machine shows nothing; a page that hears of nothing reads itself again after five seconds.
  const text = (round: number) => `わが家は朝の30分だけ、と決めました（${round}）`
  let fastest = Infinity
  for (let round = 1; round <= 5 && fastest > 2_500; round++) {
    await attendee!.page.evaluate((wanted) => {
      delete document.body.dataset['seenAt']
      const seen = new MutationObserver(() => {
        const isThere = [...document.querySelectorAll('.posts .post:not(.is-pending)')].some((post) => post.textContent?.includes(wanted))
        if (!isThere) return
        document.body.dataset['seenAt'] = String(Date.now())
        seen.disconnect()
      })
      seen.observe(document.body, { childList: true, subtree: true, characterData: true })
    }, text(round))
    await write(alumni!.page, text(round))
    await sendReply(alumni!.page)
    await posts(attendee!.page, text(round)).waitFor()
    const [post, ...others] = await stored(text(round))
    const seenAt = Number(await attendee!.page.evaluate(() => document.body.dataset['seenAt']))
    expect(others).toEqual([])
    fastest = Math.min(fastest, seenAt - post!.created_at.getTime())
    await posts(alumni!.page, text(round)).waitFor()
  }
  expect(fastest).toBeLessThanOrEqual(2_500)
  expect(await alumni!.page.locator('.post.is-pending').count()).toBe(0)
})

test('who was cut off for ten seconds misses nothing, gets nothing twice, and keeps what they wrote', async () => {
  const line = await openLine(walk.server.url)
  lines.push(line)
  const [alumni, attendee] = await Promise.all([walk.browsers.visitor(walk.server.url, { email: 'alumni@example.com' }), walk.browsers.visitor(line.url, { email: 'attendee@example.com' })])
  attendee.watch.forgive(/ERR_|WebSocket connection to|Failed to fetch/)
  await Promise.all([openTopic(alumni.page, childcare), openTopic(attendee.page, childcare)])

  const own = '電車のトンネルから送ります'
  await write(attendee.page, own)
  line.cut()
  const cutAt = Date.now()
  await attendee.page.getByText('接続が切れました').waitFor()
  const [first, second] = ['切れているあいだの一つめです', '切れているあいだの二つめです']
  for (const text of [first, second]) {
    await write(alumni.page, text)
    await sendReply(alumni.page)
    await posts(alumni.page, text).waitFor()
  }
  await sendReply(attendee.page)
  const draft = 'まだ書きかけの下書き'
  const editor = await write(attendee.page, draft)
  await until('ten seconds without a line', () => Date.now() - cutAt >= 10_000, 15_000)
  expect(await posts(attendee.page, first).count()).toBe(0)

  line.mend()
  await inRoom(attendee.page, 'topic')
  for (const page of [attendee.page, alumni.page]) await posts(page, own).waitFor()
  for (const text of [first, second, own]) {
    expect([text, await posts(attendee.page, text).count(), (await stored(text)).length]).toEqual([text, 1, 1])
    expect(await posts(alumni.page, text).count()).toBe(1)
  }
  const numbers = await attendee.page.locator('.posts .post[data-no]').evaluateAll((all) => all.map((post) => Number((post as HTMLElement).dataset['no'])))
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
  expect(await editor.innerText()).toContain(draft)
  await until('the banner to go', async () => (await attendee.page.getByText('接続が切れました').count()) === 0)
})
