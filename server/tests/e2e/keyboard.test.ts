/** A whole evening of reading and writing with nothing but keys. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { demoPassword } from '../../../app/domain/accounts/demo-logins.ts'
import { hydrated, inRoom, until, walkProduct } from '../harness/index.ts'
import { childcare, posts } from './steps.ts'

const walk = walkProduct()

const focused = (page: Page): Promise<{ text: string; name: string; no: number; isVisible: boolean }> =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLElement
    const box = at.getBoundingClientRect()
    return { text: at.innerText, name: at.getAttribute('name') ?? '', no: Number(at.dataset['no']), isVisible: box.top < innerHeight && box.bottom > 0 }
  })

/** Presses a key again and again, as somebody does who watches where the focus goes. */
async function pressUntil(page: Page, key: string, isThere: (at: Awaited<ReturnType<typeof focused>>) => boolean): Promise<void> {
  for (let i = 0; i < 40; i++) {
    const before = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 300))
    await page.keyboard.press(key)
    await page.waitForFunction((html) => document.activeElement?.outerHTML.slice(0, 300) !== html, before)
    if (isThere(await focused(page))) return
  }
  throw new Error(`${key} leads to no such place`)
}

test('sign in, choose a board and a topic, read on, answer, look keys up, go back, switch them off', async () => {
  const { page } = await walk.browsers.visitor(walk.server.url)
  await page.goto('/login')
  await hydrated(page)
  await pressUntil(page, 'Tab', (at) => at.name === 'email')
  await page.keyboard.type('alumni@example.com')
  await pressUntil(page, 'Tab', (at) => at.name === 'password')
  await page.keyboard.type(demoPassword)
  await page.keyboard.press('Enter')
  await page.waitForURL((address) => address.pathname === '/')
  await hydrated(page)

  await page.keyboard.press('g')
  await page.keyboard.press('b')
  await page.waitForURL('**/boards')
  await page.locator('.boards > li').first().waitFor()
  await pressUntil(page, 'j', (at) => at.text === '仕事と暮らしの広場')
  await page.keyboard.press('Enter')
  await page.locator('.topics > li').first().waitFor()
  await pressUntil(page, 'j', (at) => at.text === childcare)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: childcare }).waitFor()
  await inRoom(page, 'topic')

  await pressUntil(page, 'k', (at) => at.no === 1)
  const seen: number[] = []
  await pressUntil(page, 'j', (at) => {
    seen.push(at.no)
    expect(at.isVisible).toBe(true)
    return seen.length === 4
  })
  expect(seen).toEqual([2, 3, 4, 5])
  expect(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).toBe('solid')

  // Of two posts after one another one is somebody else's.
  if ((await page.locator('#post-5 [data-key=reply]').count()) === 0) await pressUntil(page, 'j', (at) => at.no === 6)
  const answered = (await focused(page)).no
  await page.keyboard.press('r')
  const editor = page.locator('#reply [contenteditable=true]')
  await editor.waitFor()
  await until('the name of who is answered', async () => (await editor.innerText()).startsWith('@'))
  // Letters that are shortcuts elsewhere.
  await page.keyboard.insertText('キーボードだけで書いています')
  await page.keyboard.type(' jkrq?/')
  await page.keyboard.press('Control+Enter')
  await posts(page, 'キーボードだけで書いています jkrq?/').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(async () => (await focused(page)).no).toBe(answered)

  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'キーボードでの操作' })
  await help.waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Escape')
  await help.waitFor({ state: 'detached' })
  await expect.poll(async () => (await focused(page)).no).toBe(answered)
  const thanks = page.locator(`#post-${answered} .react[aria-pressed=true]`)
  await page.keyboard.press('l')
  await thanks.waitFor()
  await page.keyboard.press('l')
  await thanks.waitFor({ state: 'detached' })
  expect((await focused(page)).no).toBe(answered)

  // Kept without leaving the place where one reads.
  await page.keyboard.press('b')
  await page.getByText('ブックマークしました').waitFor()
  await expect.poll(() => page.evaluate(() => Number(document.activeElement?.closest<HTMLElement>('.post')?.dataset['no']))).toBe(answered)
  expect((await walk.database.query(`select 1 from bookmark b join post p on p.id = b.post_id join topic t on t.id = p.topic_id where t.title = $1 and p.no = $2`, [childcare, answered])).rowCount).toBe(1)

  // The whole post is quoted, and what is typed goes below it.
  await page.keyboard.press('q')
  await page.locator('#reply .q-by', { hasText: `#${answered}` }).waitFor()
  await page.keyboard.insertText('引用もキーだけで')
  await page.keyboard.press('Control+Enter')
  const quoting = page.locator('.post[data-no]', { hasText: '引用もキーだけで' })
  await quoting.locator(`a.q-by[href$="#post-${answered}"]`).waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(async () => (await focused(page)).no).toBe(answered)

  // Alt+← is the browser's own key, which a browser without a window does not have.
  await page.goBack()
  await page.locator('.topics > li').first().waitFor()
  await page.keyboard.press('?')
  await help.waitFor()
  await pressUntil(page, 'Tab', (at) => at.text.startsWith('オフにする'))
  await page.keyboard.press('Enter')
  await page.waitForURL('**/preferences#keys')
  await pressUntil(page, 'Tab', (at) => at.name === 'keys')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/preferences?saved#keys')
  await hydrated(page)
  await page.keyboard.press('?')
  await page.keyboard.press('Tab')
  expect(await help.count()).toBe(0)
})
