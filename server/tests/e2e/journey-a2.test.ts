/** 投稿とリアルタイム返信 (journey A2): writing with an input method, an answer that names one, a line that breaks, an edit, a search. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ime, inRoom, type Line, openLine, until, walkProduct } from '../harness/index.ts'
import { childcare, openTopic, posts, sendReply, write } from './steps.ts'

const walk = walkProduct()
let line: Line
beforeAll(async () => { line = await openLine(walk.server.url) })
afterAll(() => line.close())

test('two people on one topic, from the first word to the search that finds it', async () => {
  const [x, y] = await Promise.all([walk.browsers.visitor(line.url, { email: 'alumni@example.com' }), walk.browsers.visitor(walk.server.url, { email: 'mentor@example.com' })])
  x.watch.forgive(/ERR_|WebSocket connection to|Failed to fetch/)
  // 1. Both have the same topic open.
  await Promise.all([openTopic(x.page, childcare), openTopic(y.page, childcare)])
  const all = (page: typeof x.page) => page.locator('.posts .post[data-no]').count()
  const before = await all(x.page)

  // 2. The Enter of a conversion sends nothing.
  await x.page.locator('#reply #f-text').click()
  const editor = x.page.locator('#reply #f-text[contenteditable=true]')
  await editor.waitFor()
  await ime(x.page, editor, { kana: 'いくじ', kanji: '育児', order: 'chrome' })
  await expect.poll(() => editor.innerText()).toContain('育児')
  expect(await all(x.page)).toBe(before)

  // 3. and 4. Ctrl+Enter does; the other page has it, and says so to a screen reader.
  const text = '育児の時間を先に予定表へ入れておくと、会議が入りません'
  await x.page.keyboard.insertText('の時間を先に予定表へ入れておくと、会議が入りません')
  await x.page.keyboard.press('Control+Enter')
  await posts(y.page, text).waitFor()
  await until('the announcement', async () => /新しい投稿が\d+件あります/.test(await y.page.locator('[role=status][aria-live=polite]').innerText()))
  await posts(x.page, text).waitFor()

  // 5. An answer names them. What it can still take back is told to nobody, so their bell is looked at last.
  const unread = async () => Number(/^\((\d+)\) /.exec(await x.page.title())?.[1] ?? 0)
  const rung = await unread()
  await write(y.page, 'なるほど、')
  await y.page.keyboard.type('@はまぎし')
  await y.page.getByRole('option', { name: /浜岸/ }).waitFor()
  await y.page.keyboard.press('Enter')
  await y.page.keyboard.insertText('やってみます')
  await sendReply(y.page)
  await posts(x.page, 'やってみます').locator('.mention', { hasText: '浜岸' }).waitFor()

  // 6. Without a line nothing is lost, and nothing comes twice.
  const draft = 'まだ書きかけの文章です'
  const composer = await write(x.page, draft)
  line.cut()
  await x.page.getByText('接続が切れました').waitFor()
  const missed = ['切れているあいだの一つめ', '切れているあいだの二つめ']
  for (const one of missed) {
    await write(y.page, one)
    await sendReply(y.page)
    await posts(y.page, one).waitFor()
  }
  line.mend()
  await inRoom(x.page, 'topic')
  await posts(x.page, missed[1]!).waitFor()
  for (const one of missed) expect(await posts(x.page, one).count()).toBe(1)
  const numbers = await x.page.locator('.posts .post[data-no]').evaluateAll((list) => list.map((post) => Number((post as HTMLElement).dataset['no'])))
  expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b))
  expect(await composer.innerText()).toContain(draft)

  // 7. Two minutes later the author changes their post: marked as edited, with its history.
  await walk.database.query(`update post set created_at = created_at - interval '2 minutes' where text = $1`, [text])
  await posts(x.page, text).locator('[data-menu]').click()
  await x.page.getByRole('menuitem', { name: '編集する' }).click()
  await x.page.getByRole('heading', { name: '投稿を編集する' }).waitFor()
  const field = x.page.locator('main #f-text')
  await field.click()
  const edited = x.page.locator('main #f-text[contenteditable=true]')
  await edited.click()
  await x.page.keyboard.press('Control+End')
  await x.page.keyboard.insertText('。朝の30分でも変わります')
  await expect.poll(() => edited.innerText()).toContain('変わります')
  await x.page.getByRole('button', { name: '保存する' }).click()
  await posts(x.page, '朝の30分でも変わります').getByText('編集済み').waitFor()
  await posts(y.page, '朝の30分でも変わります').getByText('編集済み').waitFor()
  await posts(y.page, '朝の30分でも変わります').locator('[data-menu]').click()
  await y.page.getByRole('menuitem', { name: '編集の履歴を見る' }).click()
  await y.page.getByRole('heading', { name: '編集の履歴' }).waitFor()
  expect(await y.page.locator('ins').innerText()).toContain('。朝の30分でも変わります')

  // 8. Two characters find it, and they are marked.
  await y.page.goto('/search?q=育児')
  const hit = y.page.locator('main li', { hasText: '朝の30分でも変わります' })
  await hit.waitFor()
  expect(await hit.locator('mark').allInnerTexts()).toContain('育児')

  // 5., again: the bell rang by itself, and the title counts.
  await until('the bell', async () => (await unread()) > rung, 60_000)
  expect(await x.page.getByRole('link', { name: /未読/ }).first().innerText()).toContain(String(rung + 1))
  await walk.browsers.expectClean()
})
