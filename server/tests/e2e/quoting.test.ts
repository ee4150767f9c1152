/** Words of a post, chosen with the mouse, in an answer. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { hydrated, until, walkProduct } from '../harness/index.ts'
import { childcare, openTopic, posts, sendReply, write } from './steps.ts'

const walk = walkProduct()

type Box = { top: number; bottom: number; left: number; right: number }
const isClear = (a: Box, b: Box): boolean => a.bottom <= b.top || b.bottom <= a.top || a.right <= b.left || b.right <= a.left

/** Selects from the beginning of one post's text to the end of another's first paragraph. */
const select = (page: Page, from: number, to: number): Promise<void> => page.evaluate(([first, last]) => {
  const paragraph = (no: number | undefined) => document.querySelector(`#post-${no} .post-b > .prose p`)!
  paragraph(first).scrollIntoView({ block: 'center' })
  getSelection()!.setBaseAndExtent(paragraph(first).firstChild!, 0, paragraph(last).lastChild!, 6)
}, [from, to] as const)

test('a selection is quoted by the button beside it, below what was written already; q and the menu quote a whole post; the link leads back', async () => {
  const { page, watch } = await walk.browsers.visitor(walk.server.url, { email: 'attendee@example.com' })
  await openTopic(page, childcare)
  const numbers = await page.locator('.post[data-no]').evaluateAll((all) => all.map((post) => Number((post as HTMLElement).dataset['no'])))
  const [first = 0, second = 0] = numbers
  const editor = await write(page, '先に書いていた言葉')

  await select(page, first, first)
  const button = page.getByRole('button', { name: '引用', exact: true }).and(page.locator('.quote-btn'))
  await button.waitFor()
  const boxes = await page.evaluate(() => [document.querySelector('.quote-btn')!, getSelection()!.getRangeAt(0)].map((of) => of.getBoundingClientRect().toJSON() as Box))
  expect(isClear(boxes[0]!, boxes[1]!)).toBe(true)
  expect(boxes[0]!.bottom - boxes[0]!.top).toBeGreaterThanOrEqual(44)
  const said = await page.evaluate(() => getSelection()!.toString())
  await button.click()
  await expect.poll(() => editor.locator('.q').innerText()).toContain(said)
  await button.waitFor({ state: 'detached' })
  expect((await editor.innerText()).indexOf('先に書いていた言葉')).toBeLessThan((await editor.innerText()).indexOf(said))
  await until('the focus in the composer', () => page.evaluate(() => document.activeElement?.id === 'f-text'))
  await page.keyboard.insertText('引用への返事')

  // Across posts it is the first one's words; its button is pressed by its key.
  await page.evaluate(() => (document.activeElement as HTMLElement).blur())
  await select(page, first, second)
  await button.waitFor()
  await page.keyboard.press('q')
  await expect.poll(() => editor.locator('.q').count()).toBe(2)
  expect(await editor.locator('.q-by').allInnerTexts()).toEqual([expect.stringMatching(new RegExp(`・#${first}$`)), expect.stringMatching(new RegExp(`・#${first}$`))])
  // A quote is one piece: Backspace chooses it, and takes it out.
  await page.keyboard.press('Backspace')
  await editor.locator('.q.ProseMirror-selectednode').waitFor()
  await page.keyboard.press('Backspace')
  await expect.poll(() => editor.locator('.q').count()).toBe(1)

  await page.locator(`#post-${second} a[data-menu]`).click()
  await page.getByRole('menuitem', { name: '引用して返信する' }).click()
  await expect.poll(() => editor.locator('.q').count()).toBe(2)
  await until('the focus in the composer', () => page.evaluate(() => document.activeElement?.id === 'f-text'))
  await page.keyboard.insertText('二つめへの返事')
  await until('the draft to be kept', async () => (await page.locator('.draft-note').count()) > 0)
  await page.reload()
  await expect.poll(() => page.locator('#reply #f-text').evaluate((box) => (box instanceof HTMLTextAreaElement ? box.value : (box as HTMLElement).innerText))).toContain(`/posts/${first}`)
  await page.locator('#reply #f-text').click()
  await expect.poll(() => editor.locator('.q').count()).toBe(2)
  await sendReply(page)
  const sent = posts(page, '引用への返事')
  await sent.waitFor()
  expect(await sent.locator('.q').count()).toBe(2)
  await sent.locator('a.q-by').last().click()
  await until('the quoted post in focus', () => page.evaluate((no) => document.activeElement?.id === `post-${no}`, second))
  expect(watch.faults()).toEqual([])
})

test('who quotes before anything was written goes on with the next key, below the quote', async () => {
  const { page } = await walk.browsers.visitor(walk.server.url, { email: 'mentor@example.com' })
  await openTopic(page, childcare)
  await hydrated(page)
  const editor = page.locator('#reply [contenteditable=true]')
  await expect.poll(async () => {
    await page.keyboard.press('j')
    return page.evaluate(() => document.activeElement?.classList.contains('post') ?? false)
  }).toBe(true)
  await page.keyboard.press('q')
  await editor.locator('.q').waitFor()
  await until('the focus in the composer', () => page.evaluate(() => document.activeElement?.id === 'f-text'))
  for (const key of 'yes') await page.keyboard.press(key)
  await expect.poll(() => editor.locator('p').last().innerText()).toBe('yes')
})
