/** Searching: as a plain form, and with results while typing that never see half a conversion. */
import { expect, test } from 'vitest'
import { compositionOrders, hydrated, ime, session, until, walkProduct } from '../harness/index.ts'

const walk = walkProduct()

test('a plain form finds, in whatever form characters were typed, and marks it as text', async () => {
  const { get } = await session(walk.server.url, 'alumni@example.com')
  const found = await get(`/search?${new URLSearchParams({ q: '高瀬川' }).toString()}`)
  expect(found.text).toContain('<mark>髙瀬川</mark>')
  const hostile = await get(`/search?${new URLSearchParams({ q: '<img src=x onerror=alert(1)>', kind: 'posts', tag: '"><script>', from: 'x', after: '%00' }).toString()}`)
  expect(hostile.status).toBe(200)
  expect(hostile.text).not.toMatch(/<img src=x|"><script>"/)
  expect((await get(`/search?${new URLSearchParams({ q: 'いくじ' }).toString()}`)).text).toContain('もしかして')
})

test('from the box in the header to a hit, by one kind, remembered on this device', async () => {
  const { page } = await walk.browsers.visitor(walk.server.url, { email: 'alumni@example.com' })
  await page.goto(`${walk.server.url}/boards`)
  await hydrated(page)
  await page.keyboard.press('/')
  await page.locator('.head-search input:focus').waitFor()
  await page.keyboard.insertText('ｶｲｺﾞ')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/search\?q=/)
  await page.locator('#sq').fill('介護')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '投稿' }).waitFor()
  await page.getByRole('navigation', { name: '種類' }).getByRole('link', { name: '話題' }).click()
  await page.waitForURL(/kind=topics/)
  const hit = page.locator('.results > li').filter({ hasText: '介護の相談先を教えてください' })
  expect(await hit.locator('mark').first().textContent()).toBe('介護')
  await hit.getByRole('link').first().click()
  await page.waitForURL(/\/topics\//)
  await page.goto(`${walk.server.url}/search`)
  await page.locator('.chips').getByRole('link', { name: '介護' }).waitFor()
  await page.getByRole('button', { name: '消す' }).click()
  await page.getByRole('heading', { name: '最近探した言葉' }).waitFor({ state: 'detached' })
})

test.each(compositionOrders)('results while typing wait for the end of a conversion (%s)', async (order) => {
  const { page } = await walk.browsers.visitor(walk.server.url, { email: 'alumni@example.com' })
  await page.goto(`${walk.server.url}/search`)
  await hydrated(page)
  const asked: string[] = []
  page.on('request', (request) => {
    const { searchParams } = new URL(request.url())
    if (searchParams.has('typing')) asked.push(searchParams.get('q') ?? '')
  })
  const box = page.locator('#sq')
  await ime(page, box, { kana: 'いくじ', kanji: '育児', order })
  await page.locator('.results mark', { hasText: '育児' }).first().waitFor()
  await until('it was looked for', () => asked.length > 0)
  expect(asked).toEqual(['育児'])
  expect(new URL(page.url()).search).toBe('')
  await box.press('Enter')
  await page.waitForURL(/q=/)
  expect(new URL(page.url()).searchParams.get('q')).toBe('育児')
})
