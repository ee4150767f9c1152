/** Writing and reading on boards in a browser: what is new while one reads, the editor by keys, drafts, pasting, moderation, weight. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { barriers, type Browsers, compositionOrders, hydrated, ime, inRoom, until, type Visitor, walkProduct } from '../harness/index.ts'
import { childcare } from './steps.ts'

const walk = walkProduct()

const editor = (page: Page) => page.locator('.ProseMirror')
const texts = (page: Page) => page.locator('.post:not(.is-pending) .prose').allInnerTexts()

async function enter(who: string, title = childcare, board = 'work-and-life', options: Parameters<Browsers['visitor']>[1] = {}): Promise<Visitor> {
  const visitor = await walk.browsers.visitor(walk.server.url, { email: `${who}@example.com`, ...options })
  await visitor.page.goto(`/boards/${board}`)
  await visitor.page.getByRole('link', { name: title }).click()
  await visitor.page.getByRole('heading', { level: 1, name: title }).waitFor()
  if (options.javaScriptEnabled !== false) await inRoom(visitor.page, 'topic')
  return visitor
}
/** Opens the editor and puts the cursor into it. */
async function write(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: '返信の本文' }).click()
  await editor(page).waitFor()
  await until('the cursor in the editor', () => editor(page).evaluate((e) => e === document.activeElement))
}
describe('live', () => {
  test('what is new is announced and offered, and the reader keeps their place', async () => {
    const [x, y] = [await enter('alumni'), await enter('attendee')]
    await write(x.page)
    await y.page.evaluate(() => window.scrollTo(0, 0))
    const focused = () => y.page.evaluate(() => document.activeElement?.id ?? '')
    const before = await focused()
    await x.page.keyboard.type('つぎの返信')
    await x.page.keyboard.press('Control+Enter')
    await until('the reply', async () => (await texts(y.page)).at(-1) === 'つぎの返信')
    await y.page.getByText(/新しい投稿が\d+件あります/).first().waitFor()
    await until('the announcement', async () => /新しい投稿が\d+件あります/.test(await y.page.locator('[role=status][aria-live=polite]').innerText()))
    expect([await y.page.evaluate(() => window.scrollY), await focused()]).toEqual([0, before])
    const pill = y.page.getByRole('link', { name: '新しい投稿が1件あります' })
    await pill.click()
    await until('the pill gone', async () => (await pill.count()) === 0)
    expect(await x.page.locator('.is-pending').count()).toBe(0)
  })

  test('the list counts up by itself, and down when the topic was read', async () => {
    const y = await walk.browsers.visitor(walk.server.url, { email: 'host@example.com' })
    await y.page.goto('/boards')
    await hydrated(y.page)
    await inRoom(y.page, 'user')
    const row = y.page.locator('.boards > li', { hasText: '技術・専門の部屋' })
    const unread = async () => Number((await row.locator('.count [aria-hidden]').allInnerTexts())[0] ?? 0)
    const before = await unread()
    const x = await enter('alumni', '水質データの公開形式について', 'skills')
    await write(x.page)
    await x.page.keyboard.type('固定の番号に賛成です')
    await x.page.keyboard.press('Control+Enter')
    await until('the count', async () => (await unread()) === before + 1 || (before > 0 && (await row.locator('.b-last a').innerText()) === '水質データの公開形式について'))
    await row.getByRole('link', { name: '水質データの公開形式について' }).click()
    await y.page.getByText('固定の番号に賛成です').waitFor()
    expect(y.page.url()).toContain('#unread')
    await y.page.goto('/boards')
    await until('the count going down', async () => (await unread()) <= before)
  })
})

describe('writing', () => {
  test.each(compositionOrders)('in the plain field too, before the editor is there (%s order)', async (order) => {
    const visitor = await enter('alumni')
    visitor.watch.forgive(/rich-editor|Failed to load|ERR_FAILED/)
    await visitor.context.route(/rich-editor/, (route) => route.abort())
    const { page } = visitor
    const before = (await texts(page)).length
    const field = page.locator('textarea[name=text]')
    await ime(page, field, { kana: 'いくじ', kanji: '育児', order })
    expect(await field.inputValue()).toContain('育児')
    expect((await texts(page)).length).toBe(before)
    await page.keyboard.press('Control+Enter')
    await until('the reply', async () => (await texts(page)).at(-1)?.trim() === '育児')
  })

  test('who is quicker than the scripts goes on in the editor, with all they typed, where they were', async () => {
    const { page, context } = await enter('attendee', '自己紹介をどうぞ', 'hello')
    const topics = [page.url()]
    for (const title of ['水質データの公開形式について', '橋の点検にドローンを使った話']) {
      await page.goto('/boards/skills')
      topics.push((await page.getByRole('link', { name: title }).getAttribute('href'))!)
    }
    const field = page.locator('textarea[name=text]')
    /** The page without its scripts, which come when they are let go. */
    const early = async (topic: string): Promise<() => Promise<void>> => {
      let go = () => {}
      const held = new Promise<void>((resolve) => { go = resolve })
      await context.route(/entry\.client/, async (route) => { await held; await route.continue() }, { times: 1 })
      // Without the place in it: that would be gone to when the page is there.
      await page.goto(topic.split('#')[0]!, { waitUntil: 'commit' })
      await field.click()
      return async () => {
        go()
        await hydrated(page)
      }
    }
    const written = (text: string) => until(text, async () => (await editor(page).innerText()).trim() === text)

    const come = await early(topics[0]!)
    await come()
    await editor(page).waitFor()
    await page.keyboard.type('いろは')
    await written('いろは')

    const typed = await early(topics[1]!)
    await page.keyboard.type('いろは')
    await page.keyboard.press('ArrowLeft')
    await typed()
    expect(await field.inputValue()).toBe('いろは')
    for (const letter of 'にほへ') await page.keyboard.type(letter)
    await written('いろにほへは')

    const converting = await early(topics[2]!)
    await page.keyboard.type('はは')
    await page.keyboard.press('ArrowLeft')
    const devtools = await context.newCDPSession(page)
    const compose = (text: string) => devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
    await compose('いくじ')
    await converting()
    await compose('育児')
    expect(await field.inputValue()).toBe('は育児は')
    await devtools.send('Input.insertText', { text: '育児' })
    await editor(page).waitFor()
    await page.keyboard.type('と')
    await written('は育児とは')
  })

  test('people are suggested at @, taken by keys, and never by the Enter of a conversion', async () => {
    const { page } = await enter('alumni')
    await write(page)
    await page.keyboard.type('ありがとうございます。@')
    const list = page.getByRole('listbox', { name: '名前の候補' })
    await list.waitFor()
    await ime(page, editor(page), { kana: 'とおがり', kanji: 'とおがり', order: 'chrome' })
    await until('one suggestion', async () => (await list.getByRole('option').count()) === 1)
    expect(await editor(page).locator('.mention').count()).toBe(0)
    await until('the first suggestion active', async () => (await editor(page).getAttribute('aria-activedescendant')) === (await list.getByRole('option').first().getAttribute('id')))
    await page.keyboard.press('Enter')
    await expect.poll(() => editor(page).locator('.mention').innerText()).toBe('@遠刈野 樹')
    await page.keyboard.type('さん')
    await page.keyboard.press('Control+Enter')
    await until('the reply', async () => (await texts(page)).at(-1) === 'ありがとうございます。@遠刈野 樹 さん')
  })

  test('a draft with its form outlives the tab, and is gone when it was sent', async () => {
    const { page, context } = await enter('attendee')
    await write(page)
    await page.keyboard.type('下書きの')
    await page.keyboard.press('Control+b')
    await page.keyboard.type('太字')
    await page.getByText(/下書きを保存しました/).waitFor()
    const address = page.url()
    await page.close()
    const again = await context.newPage()
    await again.goto(address)
    await until('the draft', async () => (await again.locator('textarea[name=text]').inputValue()) === '下書きの太字')
    await write(again)
    expect(await editor(again).locator('strong').innerText()).toBe('太字')
    await again.keyboard.press('Control+Enter')
    await until('the reply', async () => (await texts(again)).at(-1) === '下書きの太字')
    await again.reload()
    expect(await again.locator('textarea[name=text]').inputValue()).toBe('')
  })

  test('the toolbar is one stop, moved through with arrows, and says what is on', async () => {
    const { page } = await enter('alumni')
    await write(page)
    await page.keyboard.press('Shift+Tab')
    const focused = () => page.evaluate(() => [document.activeElement?.getAttribute('aria-label'), document.activeElement?.getAttribute('aria-pressed')])
    await expect.poll(focused).toEqual(['見出し', 'false'])
    await page.keyboard.press('ArrowRight')
    await expect.poll(focused).toEqual(['太字', 'false'])
    await page.keyboard.press('ArrowLeft')
    await expect.poll(async () => (await focused())[0]).toBe('見出し')
    await page.keyboard.press('ArrowLeft')
    await expect.poll(async () => (await focused())[0]).toBe('名前を呼ぶ')
    await page.keyboard.press('Home')
    await expect.poll(async () => (await focused())[0]).toBe('見出し')
    await page.keyboard.press('Enter')
    await until('the editor again', () => editor(page).evaluate((e) => e === document.activeElement))
    await page.keyboard.type('題')
    expect(await editor(page).locator('h2').innerText()).toBe('題')
    await page.getByRole('button', { name: 'リンク', exact: true }).click()
    await until('the address field', () => page.getByLabel('リンク先のアドレス').evaluate((e) => e === document.activeElement))
    await page.keyboard.type('javascript:alert(1)')
    await page.keyboard.press('Enter')
    await page.getByText('httpsなどで始まるアドレスを入力してください。').waitFor()
    await page.getByLabel('リンク先のアドレス').fill('www.pref.miyagi.jp/')
    await page.keyboard.press('Enter')
    await expect.poll(() => editor(page).locator('a').getAttribute('href')).toBe('https://www.pref.miyagi.jp/')
  })

  test('pasted from Word: structure stays, style goes', async () => {
    // Nobody else's test begins a text as this member: a draft follows them into every browser.
    const { page } = await enter('host')
    await write(page)
    const word = `<html><head><style>p{color:red}</style></head><body><h1 style="color:blue">大見出し</h1><p class=MsoNormal style='font-size:20pt'>ふつうの<b>太字</b><i>斜体</i><span onclick="alert(1)">文</span></p>
      <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>・<span>&nbsp;</span></span>一つめ</p><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>・</span>二つめ</p><p><a href="javascript:alert(1)">悪い</a><a href="https://example.jp/">よい</a></p></body></html>`
    await editor(page).evaluate((e, html) => {
      const data = new DataTransfer()
      data.setData('text/html', html)
      e.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    }, word)
    const html = await editor(page).innerHTML()
    expect(html).toContain('<h2>大見出し</h2>')
    expect(html).toContain('ふつうの<strong>太字</strong>斜体文')
    expect(html).toMatch(/<ul><li><p>一つめ<\/p><\/li><li><p>二つめ<\/p><\/li><\/ul>/)
    expect(await editor(page).locator('a').evaluateAll((all) => all.map((a) => a.getAttribute('href')))).toEqual(['https://example.jp/'])
    expect(html).not.toMatch(/style=|onclick|Mso|・/)
  })
})

/** From its top, where what stays on the screen covers no target by half, and nothing moves any more. */
async function fromTheTop(page: Page): Promise<void> {
  let before = ''
  await until('the page at rest at its top', async () => {
    const last = before
    before = await page.evaluate(() => {
      window.scrollTo(0, 0)
      return [document.fonts.status, window.scrollY, document.documentElement.scrollHeight, document.body.getElementsByTagName('*').length].join()
    })
    return before === last && before.startsWith('loaded,0,')
  })
}

test('a table by keys alone: put in, filled from cell to cell, left behind; one from Excel keeps its rows', async () => {
  const { page } = await enter('mentor')
  await write(page)
  await page.keyboard.press('Shift+Tab')
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  await expect.poll(focused).toBe('見出し')
  for (let i = 0; i < 6; i++) {
    const before = await focused()
    await page.keyboard.press('ArrowRight')
    await until('the next control', async () => (await focused()) !== before)
  }
  expect(await focused()).toBe('表を入れる')
  await page.keyboard.press('Enter')
  await editor(page).locator('table').waitFor()
  for (const word of ['曜日', '朝', '夜', '月', '散歩', '読書', '火', '会議', '休み']) {
    await page.keyboard.type(word)
    await page.keyboard.press('Tab')
  }
  await until('the focus beyond the table', () => editor(page).evaluate((e) => e !== document.activeElement))
  expect(await editor(page).locator('tr').allInnerTexts()).toHaveLength(3)
  await editor(page).focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('名簿です')
  await editor(page).evaluate((e) => {
    const data = new DataTransfer()
    data.setData('text/html', '<html><body><!--StartFragment--><table border=0 style="width:100pt"><col width=64><tr height=20><td class=xl65 style="color:red">部署</td><td>人数</td></tr><tr><td>土木</td><td align=right>12</td></tr></table><!--EndFragment--></body></html>')
    e.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await until('the second table', async () => (await editor(page).innerText()).includes('土木'))
  await fromTheTop(page)
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: '返信する' }).click()
  const table = page.locator('.post:not(.is-pending) .prose table').last()
  await until('the reply', async () => (await page.locator('.post:not(.is-pending) .prose .table-wrap').count()) > 0)
  expect(await page.locator('.post:not(.is-pending) .prose th[scope=col]').allInnerTexts()).toEqual(['曜日', '朝', '夜'])
  expect(await table.innerText()).toContain('12')
  await fromTheTop(page)
  expect(await barriers(page)).toEqual([])
})

describe('without JavaScript', () => {
  test('lines and links of a plain text, a new topic, a report, and what becomes of it', async () => {
    const { page } = await enter('alumni', childcare, 'work-and-life', { javaScriptEnabled: false })
    const topic = page.url().split('#')[0]!
    await page.locator('textarea[name=text]').fill('一行め\n二行め\n\n次の段落 https://example.jp/a')
    await page.getByRole('button', { name: '返信する' }).click()
    await page.waitForURL(/from=\d+/)
    expect(await page.locator('.post').last().locator('.prose').innerHTML()).toBe('<p>一行め<br>二行め</p><p>次の段落 <a href="https://example.jp/a" rel="nofollow ugc noopener noreferrer">https://example.jp/a</a></p>')

    await page.goto('/boards/howto')
    await page.getByRole('link', { name: '話題をつくる' }).click()
    await page.getByLabel('題名').fill('あ'.repeat(81))
    await page.locator('textarea[name=text]').fill('本文です')
    await page.getByRole('button', { name: '投稿する' }).click()
    await page.getByText('題名は80文字までです。短くしてください。').first().waitFor()
    expect([await page.locator('textarea[name=text]').inputValue(), await page.locator('select[name=board]').inputValue()]).toEqual(['本文です', 'howto'])
    await page.getByLabel('題名').fill('<b>新しい話題</b>')
    await page.getByRole('button', { name: '投稿する' }).click()
    await page.getByRole('heading', { level: 1, name: '<b>新しい話題</b>' }).waitFor()

    await page.goto(`${topic}?from=1`)
    await page.locator('#post-1').getByRole('link', { name: /その他の操作/ }).click()
    await page.getByRole('link', { name: '事務局に知らせる' }).click()
    await page.getByRole('button', { name: '事務局に知らせる' }).click()
    await page.getByText('選んでください。').first().waitFor()
    await page.getByLabel('個人の情報が書かれている').check()
    await page.getByLabel('補足').fill('年齢が分かります')
    await page.getByRole('button', { name: '事務局に知らせる' }).click()
    await page.getByRole('heading', { name: 'お知らせありがとうございます' }).waitFor()

    const staff = await walk.browsers.visitor(walk.server.url, { email: 'moderator@example.com', javaScriptEnabled: false })
    await staff.page.goto(`${topic}?from=1`)
    await staff.page.locator('#post-1').getByRole('link', { name: /その他の操作/ }).click()
    await staff.page.getByRole('link', { name: '非表示にする' }).click()
    await staff.page.getByLabel('理由').fill('個人の情報のため')
    await staff.page.getByRole('button', { name: '非表示にする' }).click()
    await page.goto(`${topic}?from=1`)
    expect(await page.locator('#post-1').innerText()).toBe('この投稿は、事務局が非表示にしました。')
    expect(await page.content()).not.toContain('2歳と5歳がいます')
  })
})

describe('for everybody', () => {
  test.each([['light', 320], ['dark', 1280]] as const)('no barriers while writing, %s, %i px', async (colorScheme, width) => {
    const { page } = await enter('attendee', childcare, 'work-and-life', { colorScheme, viewport: { width, height: 800 } })
    await write(page)
    await page.getByRole('button', { name: 'リンク', exact: true }).click()
    await page.getByLabel('リンク先のアドレス').press('Escape')
    await page.keyboard.type('@と')
    await page.getByRole('listbox').waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  })

  test('the rare actions of a post are a menu in place, walked through and left by keys', async () => {
    const { page } = await enter('attendee')
    await page.goto(`${page.url().replace(/[?#].*/, '')}?from=1`)
    await inRoom(page, 'topic')
    const more = page.locator('#post-2').getByRole('link', { name: '2番の投稿へのその他の操作' })
    await more.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menu', { name: 'その他の操作' }).waitFor()
    const current = () => page.evaluate(() => document.activeElement?.textContent ?? '')
    const first = await page.getByRole('menuitem').first().innerText()
    await until('the first action', async () => (await current()) === first)
    expect(await barriers(page)).toEqual([])
    await page.keyboard.press('ArrowDown')
    const second = await page.getByRole('menuitem').nth(1).innerText()
    await until('the second action', async () => (await current()) === second)
    await page.keyboard.press('Escape')
    await until('the focus back', () => more.evaluate((link) => link === document.activeElement))
    expect(await page.getByRole('menu').count()).toBe(0)
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: '事務局に知らせる' }).click()
    await page.getByRole('heading', { level: 1, name: '投稿を事務局に知らせる' }).waitFor()
  })

  test('a first visit to a topic weighs no more than 150 kB, and the editor comes only when one writes', async () => {
    const { page } = await enter('attendee')
    const address = page.url()
    const fresh = await page.context().browser()!.newContext({ storageState: await page.context().storageState(), baseURL: walk.server.url, locale: 'ja-JP' })
    const visit = await fresh.newPage()
    const devtools = await fresh.newCDPSession(visit)
    await devtools.send('Network.enable')
    const kinds = new Map<string, string>()
    let bytes = 0
    devtools.on('Network.responseReceived', ({ requestId, type, response }) => void kinds.set(requestId, `${type} ${response.url}`))
    // The sheet of the web font is for machines without a Japanese font, and blocks nothing.
    devtools.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
      if (/^(Document|Stylesheet|Script) (?!.*\/wght-)/.test(kinds.get(requestId) ?? '')) bytes += encodedDataLength
    })
    await visit.goto(address, { waitUntil: 'networkidle' })
    await hydrated(visit)
    expect([...kinds.values()].filter((k) => /rich-editor/.test(k))).toEqual([])
    expect(bytes).toBeGreaterThan(80_000)
    expect(bytes).toBeLessThan(150_000)
    await write(visit)
    expect([...kinds.values()].filter((k) => /rich-editor.*\.js/.test(k)).length).toBeGreaterThan(0)
    await fresh.close()
  })
})
