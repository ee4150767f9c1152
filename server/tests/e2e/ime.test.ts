/** Japanese is written with an input method: the Enter that confirms a conversion never sends, in either order browsers report it. */
import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { compositionOrders, ime, walkProduct } from '../harness/index.ts'
import { childcare, openLiveRoom, openTopic, posts, question, write } from './steps.ts'

const walk = walkProduct()

const count = async (table: 'post' | 'question') => Number((await walk.database.query<{ n: string }>(table === 'post' ? 'select count(*) n from post' : 'select count(*) n from question')).rows[0]!.n)
const textOf = (field: Locator) => field.evaluate((e) => ('value' in e ? String(e.value) : (e as HTMLElement).innerText).trim())
const word = { kana: 'いくじ', kanji: '育児' }
/** With and without Ctrl, which our boxes ask for to send. */
const presses = compositionOrders.flatMap((order) => [{ order, isCtrlHeld: false }, { order, isCtrlHeld: true }])

describe('the harness tells a right handler from a wrong one', () => {
  const guards = { naive: 'false', 'isComposing alone': 'e.isComposing', both: 'e.isComposing || e.keyCode === 229' }
  async function sentBy(page: Page, guard: keyof typeof guards, how: (typeof presses)[number]): Promise<number> {
    await page.setContent(`<textarea></textarea><script>
      window.sent = 0
      document.querySelector('textarea').addEventListener('keydown', (e) => {
        if (e.key !== 'Enter' || (${guards[guard]})) return
        e.preventDefault()
        window.sent++
      })</script>`)
    await ime(page, page.locator('textarea'), { ...word, ...how })
    return page.evaluate('sent')
  }

  test.each(presses)('$order, Ctrl $isCtrlHeld', async (how) => {
    const page = await walk.browsers.browser.newPage()
    expect(await sentBy(page, 'naive', how)).toBe(1)
    expect(await sentBy(page, 'isComposing alone', how)).toBe(how.order === 'safari' ? 1 : 0)
    expect(await sentBy(page, 'both', how)).toBe(0)
    await page.keyboard.press('Enter')
    expect(await page.evaluate('sent')).toBe(1)
    await page.close()
  })
})

test.each(presses)('the composer: $order, Ctrl $isCtrlHeld', async (how) => {
  const { page } = await walk.browsers.visitor(walk.server.url, { email: 'alumni@example.com' })
  await openTopic(page, childcare)
  const before = await count('post')
  const editor = await write(page, '在宅と')
  await ime(page, editor, { ...word, ...how })
  expect(await textOf(editor)).toBe('在宅と育児')
  expect(await page.locator('.post.is-pending').count()).toBe(0)
  await page.keyboard.press('Enter')
  await page.keyboard.insertText(`の話 ${how.order} ${how.isCtrlHeld}`)
  expect(await count('post')).toBe(before)
  await page.keyboard.press('Control+Enter')
  await posts(page, `の話 ${how.order} ${how.isCtrlHeld}`).waitFor()
  expect(await count('post')).toBe(before + 1)
})

test.each(presses)('the question box: $order, Ctrl $isCtrlHeld', async (how) => {
  const { page } = await walk.browsers.visitor(walk.server.url, { email: 'attendee@example.com' })
  await openLiveRoom(page)
  const before = await count('question')
  const box = page.getByLabel('質問', { exact: true })
  await box.fill('在宅と')
  await box.press('End')
  await ime(page, box, { ...word, ...how })
  expect(await textOf(box)).toBe('在宅と育児')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText(`の質問 ${how.order} ${how.isCtrlHeld}`)
  expect(await count('question')).toBe(before)
  await page.keyboard.press('Control+Enter')
  await question(page, `の質問 ${how.order} ${how.isCtrlHeld}`).getByText('確認を待っています').waitFor()
  expect(await count('question')).toBe(before + 1)
})
