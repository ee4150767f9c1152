import { beforeEach, expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makeTopic } from '../../../prisma/factories/boards.ts'
import type { Board, Member, Topic } from '../../../prisma/generated/client.ts'
import { clock, emitted, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { runWorkers } from '../../../prisma/testing/workers.ts'
import { system } from '../../core/actor.ts'
import { randomId } from '../../core/ids.ts'
import { choose } from '../attention/index.server.ts'
import { boardToExport, draftAt, editablePost, editPost, exportBoard, hidePost, quoteOfPost, redactQuotes, redactVersion, replyToTopic, saveDraft, showPost, showPostAgain, showTopic, splitTopic, startTopic, topicNotices, withdrawPost } from './index.server.ts'
import { replyPlace } from './policy.ts'

const db = testDb()
let board: Board
let topic: Topic
let haruka: Member
let mayu: Member
let office: Member
beforeEach(async () => {
  board = await makeBoard(db)
  haruka = await makeMember(db, { displayName: '浜岸 遥香' })
  mayu = await makeMember(db, { displayName: '名取沢 真由' })
  office = await makeMember(db, { role: 'moderator' })
  topic = await makeTopic(db, { boardId: board.id, title: '育児', posts: [{ authorId: haruka.id, text: '9時に「行ってきます」と言って部屋に入ります。\n\n娘も手を振ります。' }] })
})
const p = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const docOf = (said: string, { topicId = topic.id, no = 1, own = 'うちもです。' } = {}) => JSON.stringify({ type: 'doc', content: [{ type: 'quote', attrs: { topic: topicId, no }, content: [p(said)] }, p(own)] })
const quote = (said: string, over: Parameters<typeof docOf>[1] = {}, into = topic.id, who = mayu) => replyToTopic(testCtx(who), { commandId: randomId(), topicId: into, doc: docOf(said, over) })
const htmlOf = async (no: number, topicId = topic.id, who = haruka) => (await showTopic(testCtx(who), topicId, 1)).posts.find((post) => post.no === no)?.html
const stored = (no: number, topicId = topic.id) => db.post.findUniqueOrThrow({ where: { topicId_no: { topicId, no } }, select: { id: true, doc: true, html: true, text: true, quotes: true } })
const shown = (id: string, inside: string, by = '浜岸 遥香さん・#1', href = `/topics/${topic.id}?from=1#post-1`) => `<blockquote class="q" data-quote="${id}"><a class="q-by" href="${href}">${by}</a>${inside}</blockquote><p>うちもです。</p>`

test('words of a post are shown under its author’s name of today, with the way there, live as well; they are no part of the text', async () => {
  const { id } = await stored(1)
  await quote('「行ってきます」と 言って部屋')
  const expected = shown(id, '<p>「行ってきます」と言って部屋</p>')
  expect(await htmlOf(2)).toBe(expected)
  expect((await emitted(`topic:${topic.id}`))[0]).toMatchObject({ payload: { post: { html: expected } } })
  expect(await stored(2)).toMatchObject({ text: 'うちもです。', quotes: [id], doc: { content: [{ type: 'quote', attrs: { post: id } }, {}] } })
  expect((await stored(2)).html).not.toContain('浜岸')
  await db.member.update({ where: { id: haruka.id }, data: { displayName: '遠刈野 遥香' } })
  expect(await htmlOf(2)).toContain('>遠刈野 遥香さん・#1<')
  await db.member.update({ where: { id: haruka.id }, data: { status: 'left' } })
  expect(await htmlOf(2, topic.id, mayu)).not.toContain('遥香')
})

test('nobody’s name stands over words they did not write, nor over what the quoter may not see', async () => {
  const secret = await makeTopic(db, { boardId: board.id, title: '隠れた話', hiddenAt: clock.now(), posts: [{ authorId: haruka.id, text: '秘密の話' }] })
  const hidden = await makeTopic(db, { boardId: board.id, title: '話', posts: [{ authorId: haruka.id }, { authorId: haruka.id, text: '消した話', isHidden: true }] })
  const cases: [string, Parameters<typeof docOf>[1]][] = [['私は悪い人です', {}], ['娘も手を振りません', {}], ['秘密の話', { topicId: secret.id }], ['消した話', { topicId: hidden.id, no: 2 }], ['ない話', { topicId: randomId() }], ['ない話', { no: 99 }]]
  for (const [said, over] of cases) {
    const { no } = await quote(said, over)
    expect(await htmlOf(no)).toBe(`<blockquote class="q"><p>${said}</p></blockquote><p>うちもです。</p>`)
    expect((await stored(no)).quotes).toEqual([])
  }
  expect([await quoteOfPost(testCtx(mayu), secret.id, 1), await quoteOfPost(testCtx(mayu), hidden.id, 2)]).toEqual([undefined, undefined])
  await expect(quoteOfPost(testCtx(), topic.id, 1)).rejects.toMatchObject({ code: 'not_found' })
})

test('what is taken back or hidden leaves every quote of it, and comes back with it', async () => {
  const { id } = await stored(1)
  const { no } = await replyToTopic(testCtx(haruka), { commandId: randomId(), topicId: topic.id, text: '消したい言葉です。' })
  const source = await stored(no)
  const { no: at } = await quote('消したい言葉', { no })
  await withdrawPost(testCtx(haruka), { commandId: randomId(), topicId: topic.id, no })
  expect(await htmlOf(at)).toBe(shown(source.id, '', 'もとの投稿は、いまは表示されません', `/topics/${topic.id}?from=1#post-${no}`))
  const editable = await editablePost(testCtx(mayu), topic.id, at)
  expect(JSON.stringify(editable)).not.toContain('消したい')
  // Saved with what was left of it, it is still there for when the post comes back.
  await editPost(testCtx(mayu), { commandId: randomId(), topicId: topic.id, no: at, version: editable.version, doc: JSON.stringify(editable.doc).replace('うちもです', 'うちもでした') })
  expect((await stored(at)).html).toContain('消したい言葉')
  expect(JSON.stringify(await showPost(testCtx(office), topic.id, at))).not.toContain('消したい')
  const taken = await exportBoard(testCtx(office), board.slug)
  let markdown = ''
  for await (const chunk of taken.chunks) markdown += chunk
  expect(markdown).not.toContain('消したい')
  expect((await boardToExport(testCtx(office), board.slug)).slug).toBe(board.slug)
  const { no: again } = await quote('9時に')
  await hidePost(testCtx(office), { commandId: randomId(), topicId: topic.id, no: 1, reason: '個人情報' })
  expect(await htmlOf(again)).not.toContain('9時に')
  await showPostAgain(testCtx(office), { commandId: randomId(), topicId: topic.id, no: 1 })
  expect(await htmlOf(again)).toBe(shown(id, '<p>9時に</p>'))
})

test('open screens and the log of a topic lose the words too, and get them back', async () => {
  const elsewhere = await makeTopic(db, { boardId: board.id, title: 'よそ', posts: [{ authorId: office.id }] })
  await quote('9時に', {}, elsewhere.id)
  const last = async () => (await emitted(`topic:${elsewhere.id}`)).at(-1)
  await hidePost(testCtx(office), { commandId: randomId(), topicId: topic.id, no: 1, reason: '個人情報' })
  await runWorkers()
  await expect.poll(last).toMatchObject({ seq: 2, type: 'post.edited', payload: { post: { no: 2, version: 2 } } })
  expect(JSON.stringify(await emitted(`topic:${elsewhere.id}`))).not.toContain('9時に')
  await showPostAgain(testCtx(office), { commandId: randomId(), topicId: topic.id, no: 1 })
  await expect.poll(last).toMatchObject({ seq: 3, payload: { post: { no: 2, version: 3, html: expect.stringContaining('9時に') } } })
})

test('its link goes with the post, and an old address still quotes it', async () => {
  const { no } = await replyToTopic(testCtx(haruka), { commandId: randomId(), topicId: topic.id, text: '引っ越す言葉' })
  const { no: at } = await quote('引っ越す言葉', { no })
  const { topicId } = await splitTopic(testCtx(office), { commandId: randomId(), topicId: topic.id, nos: [no], title: '別の話', board: board.slug })
  expect(await htmlOf(at)).toContain(`href="/topics/${topicId}?from=1#post-1">浜岸 遥香さん・#1<`)
  expect(await htmlOf((await quote('引っ越す', { no })).no)).toContain(`href="/topics/${topicId}?from=1#post-1"`)
})

test('an edit keeps what was quoted, also when the quoted post says something else now; new words are looked for', async () => {
  const { id } = await stored(1)
  const { no } = await quote('娘も手を振ります')
  await editPost(testCtx(haruka), { commandId: randomId(), topicId: topic.id, no: 1, version: 1, text: '書き直しました。' })
  const { doc, text, version } = await editablePost(testCtx(mayu), topic.id, no)
  expect(text).toBe(`> 浜岸 遥香さん /topics/${topic.id}/posts/1\n> 娘も手を振ります\n\nうちもです。`)
  const edited = await editPost(testCtx(mayu), { commandId: randomId(), topicId: topic.id, no, version, doc: JSON.stringify(doc).replace('うちもです', 'うちもでした') })
  expect(await htmlOf(no)).toBe(shown(id, '<p>娘も手を振ります</p>').replace('です', 'でした'))
  // The same without JavaScript, and nothing changed is no edit.
  const plain = await editablePost(testCtx(mayu), topic.id, no)
  expect(await editPost(testCtx(mayu), { commandId: randomId(), topicId: topic.id, no, version: edited.version, text: plain.text })).toEqual({ version: edited.version })
  await editPost(testCtx(mayu), { commandId: randomId(), topicId: topic.id, no, version: edited.version, text: plain.text.replace('振ります', '振りません') })
  expect(await htmlOf(no)).toBe('<blockquote class="q"><p>娘も手を振りません</p></blockquote><p>うちもでした。</p>')
})

test('a draft keeps a quote for every device, and names who is quoted today', async () => {
  await saveDraft(testCtx(mayu), { place: replyPlace(topic.id), base: 0, doc: docOf('9時に', { own: '書きかけ' }) })
  expect(await draftAt(testCtx(mayu), replyPlace(topic.id))).toMatchObject({ doc: { content: [{ type: 'quote', attrs: { topic: topic.id, no: 1, name: '浜岸 遥香さん' } }, {}] } })
  expect((await db.draft.findFirstOrThrow({ where: { memberId: mayu.id } })).text).toBe('書きかけ')
})

test('without JavaScript a post is quoted by its beginning, as text that is read back', async () => {
  const text = await quoteOfPost(testCtx(mayu), topic.id, 1)
  expect(text).toBe(`> 浜岸 遥香さん /topics/${topic.id}/posts/1\n> 9時に「行ってきます」と言って部屋に入ります。\n>\n> 娘も手を振ります。\n\n`)
  const { no } = await replyToTopic(testCtx(mayu), { commandId: randomId(), topicId: topic.id, text: `${text}うちもです。` })
  expect(await htmlOf(no)).toBe(shown((await stored(1)).id, '<p>9時に「行ってきます」と言って部屋に入ります。</p><p>娘も手を振ります。</p>'))
})

test('a quote in a new topic stands there too', async () => {
  const { topicId } = await startTopic(testCtx(mayu), { commandId: randomId(), board: board.slug, title: '続き', doc: docOf('9時に') })
  expect(await htmlOf(1, topicId)).toBe(shown((await stored(1)).id, '<p>9時に</p>'))
})

test('who is quoted is told of that once, from whatever topic, unless it is silent for them', async () => {
  const ask = async (topicId: string, no: number) => (await topicNotices(testCtx(system), { topicId, from: no, to: no })).notices.map(({ memberId, kind, dedupeKey }) => ({ who: memberId, kind, dedupeKey })).filter((n) => n.who === haruka.id || n.who === mayu.id)
  const { no } = await quote('9時に')
  expect(await ask(topic.id, no)).toEqual([{ who: haruka.id, kind: 'quoted', dedupeKey: `quoted:${topic.id}:1` }])
  const elsewhere = await makeTopic(db, { boardId: board.id, title: 'よそ', posts: [{ authorId: office.id }] })
  const { no: there } = await quote('9時に', {}, elsewhere.id)
  expect(await ask(elsewhere.id, there)).toEqual([{ who: haruka.id, kind: 'quoted', dedupeKey: `quoted:${elsewhere.id}:0` }])
  // One's own words, and words that were not theirs, tell nobody that they were quoted.
  const { no: mine } = await quote('9時に', {}, elsewhere.id, haruka)
  expect(await ask(elsewhere.id, mine)).toEqual([{ who: mayu.id, kind: 'topic_replied', dedupeKey: `replied:${elsewhere.id}:0` }])
  const { no: forged } = await quote('言っていません', {}, elsewhere.id)
  expect((await ask(elsewhere.id, forged)).map((n) => n.kind)).toEqual(['topic_replied'])
  await choose(testCtx(haruka), 'topic', elsewhere.id, { level: 'muted', commandId: randomId() })
  expect(await ask(elsewhere.id, there)).toEqual([])
})

test('words taken out of the history of a post leave what quotes them, what that said before and the log; words it still says stay', async () => {
  const edit = (no: number, text: string, version: number, who = haruka) => editPost(testCtx(who), { commandId: randomId(), topicId: topic.id, no, version, text })
  await quote('「行ってきます」と言って部屋に入ります。')
  await quote('娘も手を振ります。', { own: 'いいですね。' })
  await editPost(testCtx(mayu), { commandId: randomId(), topicId: topic.id, no: 2, version: 1, doc: docOf('「行ってきます」と言って部屋に入ります。', { own: '書き足しました。' }) })
  await edit(1, '娘も手を振ります。', 1)
  await redactVersion(testCtx(office), { commandId: randomId(), topicId: topic.id, no: 1, version: 1, reason: '個人の情報' })
  await runWorkers()
  const everything = async () => JSON.stringify([await db.post.findMany({ where: { topicId: topic.id } }), await db.postVersion.findMany({ where: { post: { topicId: topic.id } } }), await emitted(`topic:${topic.id}`)])
  await expect.poll(everything).not.toContain('行ってきます')
  expect(await htmlOf(2)).toContain('事務局が取り除いた文章です')
  expect(await htmlOf(3)).toContain('<p>娘も手を振ります。</p>')
})

test('words taken out go from where they are no longer, not yet or not openly quoted too, however many quote them; done again nothing changes', async () => {
  const edit = (no: number, text: string, version: number, who = haruka) => editPost(testCtx(who), { commandId: randomId(), topicId: topic.id, no, version, text })
  const words = '木曜は夕方五時に迎えに行きます。'
  await db.post.deleteMany({ where: { topicId: topic.id } })
  const { id } = await db.post.create({ data: { topicId: topic.id, no: 1, authorId: haruka.id, doc: { type: 'doc', content: [p(words)] }, html: `<p>${words}</p>`, text: words, createdAt: clock.now() } })
  // Quoted once, and no longer; a draft; a topic that is still to appear; more posts than one job takes.
  await quote(words)
  await edit(2, 'もう引用していません。', 1, mayu)
  await saveDraft(testCtx(mayu), { place: replyPlace(topic.id), base: 0, doc: docOf(words) })
  await startTopic(testCtx(mayu), { commandId: randomId(), board: board.slug, title: 'あとで', doc: docOf(words), appearsAt: new Date(clock.now().getTime() + 86_400_000) })
  const many = await makeTopic(db, { boardId: board.id, title: '多い', posts: [{ authorId: mayu.id }] })
  await quote(words, {}, many.id)
  const { doc, html } = await stored(2, many.id)
  await db.post.createMany({ data: Array.from({ length: 60 }, (_, i) => ({ topicId: many.id, no: i + 3, authorId: mayu.id, doc: doc!, html, text: 'うちもです。', quotes: [id], createdAt: clock.now() })) })
  await edit(1, '娘も手を振ります。', 1)
  await redactVersion(testCtx(office), { commandId: randomId(), topicId: topic.id, no: 1, version: 1, reason: '個人の情報' })
  const { outcomes } = await runWorkers()
  const done = (name: string) => outcomes.filter((o) => o.name === name && o.outcome === 'done').length
  // A part after the other, the posts and what follows them in two bites each.
  await expect.poll(() => [done('quotes.redact'), done('quotes.follow')]).toEqual([5, 2])
  const everything = async () => JSON.stringify([await db.post.findMany({ omit: { changedAt: true } }), await db.postVersion.findMany(), await db.draft.findMany(), await db.scheduledTopic.findMany()])
  const once = await everything()
  expect(once).not.toContain('木曜は夕方')
  expect((await db.post.findMany({ where: { topicId: many.id, no: { gt: 1 } } })).filter((post) => post.html.includes('事務局が取り除いた文章です'))).toHaveLength(61)
  expect((await draftAt(testCtx(mayu), replyPlace(topic.id)))?.version).toBe(2)
  await redactQuotes(testCtx(system), { postId: id, part: 'scheduled' })
  await expect.poll(() => [done('quotes.redact'), done('quotes.follow')]).toEqual([9, 2])
  expect(await everything()).toBe(once)
})
