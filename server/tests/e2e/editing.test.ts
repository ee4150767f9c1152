/** What an author does with their own post: undoing it, editing it in two tabs, deleting it and bringing it back. */
import { expect, test } from 'vitest'
import { barriers, until, walkProduct } from '../harness/index.ts'
import { childcare, openBoard, openTopic, posts, sendReply, write } from './steps.ts'

const walk = walkProduct()

test('a reply is undone, its text is in the composer again, and the other reader sees that it was taken back', async () => {
  const [alumni, attendee] = await Promise.all(['alumni', 'attendee'].map((name) => walk.browsers.visitor(walk.server.url, { email: `${name}@example.com` })))
  await Promise.all([openTopic(alumni!.page, childcare), openTopic(attendee!.page, childcare)])
  const editor = await write(alumni!.page, '送るのが早すぎました')
  await sendReply(alumni!.page)
  await posts(attendee!.page, '送るのが早すぎました').waitFor()
  await alumni!.page.getByRole('button', { name: '取り消す' }).click()
  await until('the text back', async () => (await editor.innerText()).trim() === '送るのが早すぎました')
  await until('the placeholder', async () => (await attendee!.page.locator('.post').last().innerText()).includes('投稿した人が、この投稿を削除しました。'))
  await expect.poll(() => posts(attendee!.page, '送るのが早すぎました').count()).toBe(0)
  await expect.poll(() => alumni!.page.locator('.is-pending').count()).toBe(0)
  await until('the status line gone', async () => (await alumni!.page.getByRole('button', { name: '取り消す' }).count()) === 0)
})

test('an edit reaches open pages; two tabs at once lose nothing; the history says what changed', async () => {
  // Somebody with nothing begun: a draft follows its writer from test to test.
  const [host, attendee] = await Promise.all(['host', 'attendee'].map((name) => walk.browsers.visitor(walk.server.url, { email: `${name}@example.com` })))
  await openTopic(attendee!.page, childcare)
  const { page } = host!
  await openTopic(page, childcare)
  await write(page, '朝は六時に起きています')
  await sendReply(page)
  const own = posts(page, '朝は六時に起きています')
  await own.waitFor()
  await walk.database.query(`update post set created_at = created_at - interval '1 hour' where text = '朝は六時に起きています'`)
  await own.getByRole('link', { name: /その他の操作/ }).click()
  await page.getByRole('menuitem', { name: '編集する' }).click()
  await page.getByRole('heading', { level: 1, name: '投稿を編集する' }).waitFor()
  const other = await host!.context.newPage()
  await other.goto(page.url())

  const change = async (tab: typeof page, text: string) => {
    await tab.getByRole('textbox', { name: '本文' }).click()
    const editor = tab.locator('.ProseMirror')
    await editor.waitFor()
    expect((await editor.innerText()).trim()).toBe('朝は六時に起きています')
    await editor.click()
    await tab.keyboard.press('Control+a')
    await tab.keyboard.insertText(text)
    await tab.keyboard.press('Control+Enter')
  }
  await change(page, '朝は七時に起きています')
  await posts(attendee!.page, '朝は七時に起きています').getByText('編集済み').waitFor()
  await change(other, '朝は五時に起きています')
  await other.getByText('この投稿はほかの画面で変更されました').waitFor()
  await until('the text as it is now', async () => (await other.locator('.quoted .prose').innerText()) === '朝は七時に起きています')
  expect((await other.locator('.ProseMirror').innerText()).trim()).toBe('朝は五時に起きています')
  expect(await barriers(other)).toEqual([])
  await other.getByRole('button', { name: 'この文章で置き換える' }).click()
  await posts(attendee!.page, '朝は五時に起きています').waitFor()

  const edited = posts(attendee!.page, '朝は五時に起きています')
  await edited.getByRole('link', { name: /その他の操作/ }).click()
  await attendee!.page.getByRole('menuitem', { name: '編集の履歴を見る' }).click()
  await attendee!.page.getByRole('heading', { name: '編集の履歴' }).waitFor()
  expect(await attendee!.page.locator('.diff').evaluateAll((all) => all.map((d) => [...d.querySelectorAll('ins, del')].map((c) => `${c.tagName} ${c.childNodes[1]?.textContent}`)))).toEqual([['DEL 七', 'INS 五'], ['DEL 六', 'INS 七']])
  expect(await barriers(attendee!.page)).toEqual([])
})

test('without JavaScript: undone at once, edited, deleted and brought back', async () => {
  const { page } = await walk.browsers.visitor(walk.server.url, { email: 'alumni@example.com', javaScriptEnabled: false })
  await page.goto('/boards')
  await openBoard(page)
  await page.getByRole('link', { name: childcare }).first().click()
  const send = async (text: string) => {
    await page.locator('textarea[name=text]').fill(text)
    await page.getByRole('button', { name: '返信する' }).click()
    await page.waitForURL(/from=\d+/)
  }
  await send('書きかけ')
  await page.getByRole('button', { name: '取り消す' }).click()
  await expect.poll(() => page.locator('textarea[name=text]').inputValue()).toBe('書きかけ')
  await send('書き上げた')
  const last = page.locator('.post').last()
  await last.getByRole('link', { name: /その他の操作/ }).click()
  await page.getByRole('link', { name: '編集する' }).click()
  await page.locator('textarea[name=text]').fill('書き直した')
  await page.getByRole('button', { name: '保存する' }).click()
  await expect.poll(() => last.locator('.prose').innerText()).toBe('書き直した')
  await last.getByRole('link', { name: /その他の操作/ }).click()
  await page.getByRole('link', { name: '削除する' }).click()
  await page.getByRole('button', { name: '削除する' }).click()
  await page.getByText('24時間のあいだは、元に戻せます').waitFor()
  await page.getByRole('button', { name: '元に戻す' }).click()
  await expect.poll(() => last.locator('.prose').innerText()).toBe('書き直した')
})
