/** What people do on the pages, named after it. */
import { expect } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { inRoom, until } from '../harness/index.ts'

export const childcare = '育児と在宅勤務、どう両立していますか'
export const seminar = '再生可能エネルギーと地域のこれから'

const square = '仕事と暮らしの広場'

/** From the list of boards to one of them. The page one leaves may name the same topics, so only its heading says that the board is there. */
export async function openBoard(page: Page): Promise<void> {
  await page.getByRole('link', { name: square }).first().click()
  await page.getByRole('heading', { level: 1, name: square }).waitFor()
}

/** Opens a topic the way a person finds it: the board, then its title. Waits until the page hears of changes. */
export async function openTopic(page: Page, title: string): Promise<void> {
  await page.goto('/boards')
  await openBoard(page)
  await page.getByRole('link', { name: title }).first().click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await inRoom(page, 'topic')
}

/** Writes into the composer, which becomes an editor when somebody begins. */
export async function write(page: Page, text: string): Promise<Locator> {
  const box = page.locator('#reply #f-text')
  await box.click()
  const editor = page.locator('#reply #f-text[contenteditable=true]')
  await editor.waitFor()
  await editor.click()
  await page.keyboard.insertText(text)
  await expect.poll(() => editor.innerText()).toContain(text)
  return editor
}

export const sendReply = (page: Page): Promise<void> => page.locator('#reply button[type=submit]').click()

/** The posts that say `text`, on this page. Those still on their way are not among them. */
export const posts = (page: Page, text: string): Locator => page.locator('.posts .post:not(.is-pending)', { hasText: text })

/** Opens the live room of the seminar that is on, as /events links it. */
export async function openLiveRoom(page: Page): Promise<string> {
  await page.goto('/events')
  const link = page.locator('a[href$="/live"]').first()
  const address = await link.getAttribute('href')
  await link.click()
  await page.getByRole('heading', { level: 1, name: seminar }).waitFor()
  await inRoom(page, 'event')
  return address ?? ''
}

export async function ask(page: Page, text: string): Promise<void> {
  await page.getByLabel('質問', { exact: true }).fill(text)
  await page.getByRole('button', { name: '質問する' }).click()
}

const withWords = (page: Page, rows: Locator, text: string): Locator => rows.filter({ has: page.locator('.q-t', { hasText: text }) })

/** A question of the room, as attendees or the host see it; not one that only names it. */
export const question = (page: Page, text: string): Locator => withWords(page, page.locator('main li'), text)

/** A question that waits to be checked, at the console. */
export const toCheck = (page: Page, text: string): Locator => withWords(page, page.getByRole('region', { name: '確認待ち' }).locator('li'), text)

/** A question that is public and waits for its answer, at the console. */
export const toAnswer = (page: Page, text: string): Locator => withWords(page, page.locator('.aq'), text)

/** 「わたしも聞きたい」, on or off. */
export const toggleVote = (page: Page, text: string): Promise<void> => question(page, text).getByRole('button', { name: /^わたしも聞きたい/ }).click()

export const votesOf = async (page: Page, text: string): Promise<number> => Number(await question(page, text).locator('.vote .num').innerText())

/** Waits until every page says the same thing. */
export async function everyScreen(pages: Page[], what: string, shows: (page: Page) => Promise<boolean>): Promise<void> {
  await Promise.all(pages.map((page, i) => until(`${what} on screen ${i + 1}`, () => shows(page))))
}
