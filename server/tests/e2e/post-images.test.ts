/** Images in posts, in a browser: chosen by keys with a description, pasted, seen by others as they come, and the same without JavaScript. */
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { inRoom, until, walkProduct } from '../harness/index.ts'

const walk = walkProduct()

test('an image is put in by keys with its description, one is pasted, and readers see both at once', async () => {
  const photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#7a9e7e' } }).jpeg().toBuffer()
  const [x, y] = [await walk.browsers.visitor(walk.server.url, { email: 'alumni@example.com' }), await walk.browsers.visitor(walk.server.url, { email: 'attendee@example.com' })]
  for (const { page } of [x, y]) {
    await page.goto('/boards/ambassador')
    await page.getByRole('link', { name: '今月の1枚：秋の松並木' }).click()
    await page.getByRole('heading', { level: 1, name: '今月の1枚：秋の松並木' }).waitFor()
    await inRoom(page, 'topic')
  }
  const shown = y.page.locator('#post-1 .prose img')
  expect(await shown.getAttribute('alt')).toContain('松並木')
  await until('the picture of the demo', () => shown.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth > 0))

  const { page } = x
  const text = page.locator('.ProseMirror')
  await page.getByRole('textbox', { name: '返信の本文' }).click()
  await text.waitFor()
  await page.keyboard.type('きょうの写真です。')
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  await page.keyboard.press('Shift+Tab')
  await expect.poll(focused).toBe('見出し')
  await page.keyboard.press('End')
  await until('the last control', async () => !['見出し', '画像'].includes((await focused()) ?? ''))
  await page.keyboard.press('ArrowLeft')
  await expect.poll(focused).toBe('画像')
  await page.keyboard.press('Enter')
  const choose = page.getByLabel('画像を選ぶ')
  await until('the file input', () => choose.evaluate((e) => e === document.activeElement))
  await choose.setInputFiles({ name: '../<b>.jpg', mimeType: 'image/jpeg', buffer: photo })
  const alt = page.getByLabel('画像の説明')
  await until('the description', () => alt.evaluate((e) => e === document.activeElement))
  await page.keyboard.press('Enter')
  await page.getByText('説明を書くか、「飾りの画像」を選んでください。').waitFor()
  await page.keyboard.type('緑の四角')
  await page.keyboard.press('Enter')
  await text.locator('img[alt="緑の四角"]').waitFor()

  await text.evaluate(async (e, bytes) => {
    const data = new DataTransfer()
    data.items.add(new File([new Uint8Array(bytes)], 'pasted.png', { type: 'image/png' }))
    e.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, [...(await sharp({ create: { width: 30, height: 20, channels: 3, background: 'red' } }).png().toBuffer())])
  await page.getByLabel('飾りの画像（説明は不要）').check()
  await page.getByRole('button', { name: '本文に入れる' }).click()
  await until('both images', async () => (await text.locator('img').count()) === 2)
  await page.getByRole('button', { name: '返信する' }).click()

  const post = y.page.locator('.post', { hasText: 'きょうの写真です。' })
  await until('both images at the other reader', async () => (await post.locator('.prose img').count()) === 2)
  expect(await post.locator('img').evaluateAll((all) => all.map((img) => [img.getAttribute('alt'), img.getAttribute('width'), img.getAttribute('loading')]))).toEqual([['緑の四角', '900', 'lazy'], ['', '30', 'lazy']])
  await post.locator('img').first().scrollIntoViewIfNeeded()
  await until('the bytes', () => post.locator('img').first().evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth > 0))
})

test('what is no image is said beside the form, and the text stays', async () => {
  const { page } = await walk.browsers.visitor(walk.server.url, { email: 'host@example.com' })
  await page.goto('/boards/new')
  await page.locator('textarea[name=text]').click()
  const text = page.locator('.ProseMirror')
  await until('the editor to listen', () => text.evaluate((e) => e === document.activeElement))
  await page.keyboard.type('本文')
  await page.getByRole('button', { name: '画像', exact: true }).click()
  await page.getByLabel('画像を選ぶ').setInputFiles({ name: 'page.png', mimeType: 'image/png', buffer: Buffer.from('<!doctype html><script>alert(1)</script>') })
  await page.getByText('JPEG、PNG、WebPの画像を選んでください。').waitFor()
  await page.keyboard.press('Escape')
  await until('the text again', () => text.evaluate((e) => e === document.activeElement))
  expect(await text.innerText()).toBe('本文')
})
