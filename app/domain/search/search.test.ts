import { afterEach, beforeAll, expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makeTopic } from '../../../prisma/factories/boards.ts'
import { makeEvent } from '../../../prisma/factories/events.ts'
import { makeQuestion, makeRoom } from '../../../prisma/factories/live.ts'
import { makeMentor } from '../../../prisma/factories/mentors.ts'
import { makeNews } from '../../../prisma/factories/news.ts'
import { makeVoice } from '../../../prisma/factories/voices.ts'
import { DEMO_NOW, testCtx, testDb } from '../../../prisma/testing/index.ts'
import type { Board, Event, Member } from '../../../prisma/generated/client.ts'
import { guest } from '../../core/actor.ts'
import { search, suggest } from './index.server.ts'
import { isNothing, PEOPLE_AN_HOUR } from './policy.ts'
import { searchInput } from './schema.ts'

const DAY = 86_400_000
const ago = (days: number) => new Date(DEMO_NOW.getTime() - days * DAY)
const input = (more: Record<string, string>) => searchInput.parse(more)
const plain = (segments: { text: string; hit: boolean }[]) => segments.map((s) => (s.hit ? `[${s.text}]` : s.text)).join('')

let reader: Member
let takase: Member
let open: Board
let archived: Board
let seminar: Event

const look = (q: string, more: Record<string, string> = {}, who: Member = reader) => search(testCtx(who), input({ q, ...more }))
const posts = async (q: string, more: Record<string, string> = {}, who?: Member) => (await look(q, { kind: 'posts', ...more }, who)).posts.items.map((p) => plain(p.text))

const texts = [
  '育児と在宅勤務の両立。', 'ｶﾑﾊﾞｯｸ採用の説明会です。', 'カムバック採用に応募しました。', '髙瀬川の橋を点検。', '葛󠄀城の山を歩く。', 'ＤＸ推進課にいました。', 'DX推進は紙をやめるところから。',
  '舊來の學校の書類。', 'データベースを直す。', '佐々木さんと話す。', 'サーバ〜を替える。', '予算は３％増。', '𠮷田さんの牛。', 'がんばります👍', '100%_確実\\です', "it's O'Reilly's book", 'ヴァイオリンとﾜｲﾝ', '税', '改行を\n挟む 文', 'Ｒ５－００１２番',
]

beforeAll(async () => {
  const db = testDb()
  reader = await makeMember(db, { familyName: '名取沢', givenName: '真由', familyKana: 'なとりざわ', givenKana: 'まゆ' })
  takase = await makeMember(db, { familyName: '髙瀬川', givenName: '直人', familyKana: 'たかせがわ', givenKana: 'なおと', handle: 'takase' })
  await db.profile.create({ data: { memberId: takase.id, jobType: '総合土木', department: '秘密の課', headline: '建設コンサル', bio: '橋が専門です。', visibility: { department: 'staff' } } })
  open = await makeBoard(db, { name: '開いた部屋', slug: 'open' })
  archived = await makeBoard(db, { name: '閉じた部屋', slug: 'archived', archivedAt: ago(1) })
  await makeTopic(db, { boardId: open.id, title: '話題いろいろ', posts: texts.map((text, i) => ({ authorId: takase.id, text, at: ago(texts.length - i) })) })
  seminar = await makeEvent(db, { title: '蓄電池セミナー', summary: '小さな町の電気。', body: '<p>再エネの<strong>基礎</strong></p>', startsAt: ago(-3) })
  await makeRoom(db, { eventId: seminar.id })
})

afterEach(async () => {
  await testDb().rateLimit.deleteMany()
})

test.each([
  ['育児', 1], ['在宅', 1], ['カムバック', 2], ['ｶﾑﾊﾞｯｸ', 2], ['かむばっく採用', 2], ['高瀬川', 1], ['髙瀬川', 1], ['葛城', 1], ['葛󠄀城', 1], ['DX推進', 2], ['ｄｘ推進', 2], ['旧来', 1], ['学校', 1], ['學校', 1],
  ['データベース', 1], ['ベース', 1], ['佐々木', 1], ['々', 1], ['サーバ～', 1], ['3%', 1], ['吉田', 1], ['牛', 1], ['👍', 1], ['%_', 1], ['\\で', 1], ["o'reilly", 1], ['ゔぁいおりん', 1], ['ワイン', 1], ['税', 1], ['"を 挟む"', 1],
  ['r5-0012', 1], ['育児 勤務', 1], ['採用 -説明会', 1], ['採用 介護', 0], ['存在しない言葉', 0], ['点検。', 1],
])('%s is found in %i posts', async (q, count) => {
  expect(await posts(q)).toHaveLength(count)
})

test('what is shown is the original text, the hit marked', async () => {
  expect(await posts('高瀬川')).toEqual(['[髙瀬川]の橋を点検。'])
  expect(await posts('カムバック')).toEqual(['[カムバック]採用に応募しました。', '[ｶﾑﾊﾞｯｸ]採用の説明会です。'])
})

test('hidden posts and topics are not found; archived boards are', async () => {
  await makeTopic(testDb(), { boardId: archived.id, title: '懐かしい庁舎', posts: [{ authorId: reader.id, text: '庁舎の屋上' }, { authorId: reader.id, text: '隠された屋上', isHidden: true }] })
  await makeTopic(testDb(), { boardId: open.id, title: '隠れた話題の庁舎', hiddenAt: DEMO_NOW, posts: [{ authorId: reader.id, text: '屋上の鍵' }] })
  expect(await posts('屋上')).toEqual(['庁舎の[屋上]'])
  expect(await posts('屋上', { board: 'archived' })).toHaveLength(1)
  expect(await posts('屋上', { board: 'open' })).toHaveLength(0)
  expect((await look('庁舎', { kind: 'topics' })).topics.items.map((t) => plain(t.title))).toEqual(['懐かしい[庁舎]'])
})

test('nobody finds out who wrote without a name, or for an office, by asking for an author', async () => {
  await makeTopic(testDb(), { boardId: open.id, title: '給食の話題', posts: [{ authorId: null, text: '給食その一' }, { authorId: takase.id, officialAs: '人事課', text: '給食その二' }, { authorId: takase.id, text: '給食その三' }] })
  expect(await posts('給食')).toHaveLength(3)
  for (const author of ['takase', '高瀬川', 'たかせがわ', 'タカセ']) expect(await posts('給食', { author })).toEqual(['[給食]その三'])
  expect(await posts('給食', { author: '知らない人' })).toEqual([])
  expect((await look('給食', { author: 'takase' })).topics.items).toEqual([])
})

test('somebody who has left is found by nothing', async () => {
  const left = await makeMember(testDb(), { familyName: '退会', givenName: '済子', status: 'left', handle: 'leftone' })
  await makeTopic(testDb(), { boardId: open.id, title: '思い出', posts: [{ authorId: left.id, text: '桟橋の思い出' }] })
  expect((await look('退会', { kind: 'people' })).people.items).toEqual([])
  expect(await posts('桟橋', { author: '退会' })).toEqual([])
  expect(await posts('桟橋', { author: 'leftone' })).toEqual([])
  expect((await look('桟橋', { kind: 'posts' })).posts.items[0]?.author).toEqual({ kind: 'left' })
})

test('people are found by name, reading and what they show, and by nothing that only the office may see', async () => {
  await makeMentor(testDb(), { memberId: takase.id })
  const people = async (q: string) => (await look(q, { kind: 'people' })).people.items.map((p) => p.handle)
  for (const q of ['高瀬川', '髙瀬川直人', 'たかせ', 'タカセガワ', '土木', '高瀬川 橋', 'コンサル']) expect(await people(q)).toEqual(['takase'])
  for (const q of ['秘密', '秘密の課', '高瀬川 秘密', 'example.com', takase.email]) expect(await people(q)).toEqual([])
  expect((await look('土木', { kind: 'people' })).people.items[0]).toMatchObject({ isMentor: true, name: '髙瀬川 直人' })
  await testDb().profile.update({ where: { memberId: takase.id }, data: { visibility: { department: 'staff', jobType: 'staff' } } })
  expect(await people('土木')).toEqual([])
})

test('among people one member searches so many times an hour, and is told how long to wait; the rest goes on', async () => {
  let used = 0
  const limited = { ...testCtx(reader), limit: Object.assign(async () => { if (++used > PEOPLE_AN_HOUR.points) throw Object.assign(new Error('too_many'), { name: 'DomainError', code: 'too_many', retryAfter: 99 }) }, { wait: async () => 0, giveBack: async () => {} }) }
  for (let i = 0; i < PEOPLE_AN_HOUR.points; i++) used++
  const found = await search(limited, input({ q: '高瀬川' }))
  expect(found).toMatchObject({ peopleWait: 99, people: { items: [] } })
  expect(found.posts.items).toHaveLength(1)
  const before = used
  await search(limited, input({ q: '高瀬川' }), { isTyping: true })
  expect(used).toBe(before)
})

test('events, questions and news: what is not out yet is not found', async () => {
  const db = testDb()
  const host = await makeMember(db)
  await makeEvent(db, { title: '蓄電池の下書き', status: 'draft', hostId: host.id })
  const cancelled = await makeEvent(db, { title: '中止の会', status: 'cancelled' })
  await makeRoom(db, { eventId: cancelled.id })
  for (const status of ['approved', 'pending', 'dismissed', 'answered_live'] as const) await makeQuestion(db, { eventId: seminar.id, status, text: `風車の質問(${status})`, authorId: takase.id })
  await makeQuestion(db, { eventId: seminar.id, text: '風車の匿名の質問', authorId: null })
  await makeQuestion(db, { eventId: cancelled.id, text: '風車の中止' })
  await makeNews(db, { title: '風車の補助', body: '<p>令和8年度の<em>風車</em></p>', publishedAt: ago(1) })
  await makeNews(db, { title: '風車の予告', publishedAt: ago(-1) })
  const events = async (who: Member) => (await look('蓄電池', { kind: 'events' }, who)).events.items.length
  expect([await events(reader), await events(host)]).toEqual([1, 2])
  expect((await look('再エネ 基礎', { kind: 'events' })).events.items.map((e) => plain(e.title))).toEqual(['蓄電池セミナー'])
  const found = await look('風車')
  expect(found.questions.items.map((q) => plain(q.text)).toSorted()).toEqual(['[風車]の匿名の質問', '[風車]の質問(answered_live)', '[風車]の質問(approved)'])
  expect(found.news.items.map((n) => plain(n.title))).toEqual(['[風車]の補助'])
  expect((await look('風車', { author: 'takase', kind: 'questions' })).questions.items).toHaveLength(2)
  expect((await look('風車', { status: 'closed', kind: 'questions' })).questions.items).toHaveLength(1)
  expect((await look('風車', { event: seminar.id })).questions.items).toHaveLength(3)
  expect((await look('風車', { event: 'nonsense' })).questions.items).toHaveLength(0)
})

test('voices are found by what was asked, what the prefecture thinks and why not, by their state and by when they moved', async () => {
  const db = testDb()
  await makeVoice(db, { title: 'ﾃﾚﾜｰｸ勤務', body: '髙瀬川の近くに住みたいです。', createdAt: ago(20), step: 'considering' })
  await makeVoice(db, { title: '窓口', body: 'テレワーク勤務で申し込みたいです。', position: '検討します。', createdAt: ago(40), step: 'noted' })
  await makeVoice(db, { title: '会議室', position: 'テレワーク勤務を広げます。', createdAt: ago(2), step: 'adopted' })
  await makeVoice(db, { title: '宿舎', reason: 'てれわーく勤務がないためです。', createdAt: ago(3), step: 'declined' })
  const voices = async (q: string, more: Record<string, string> = {}) => (await look(q, { kind: 'voices', ...more })).voices.items.map((v) => `${plain(v.title)}|${plain(v.text)}`)
  expect((await voices('テレワーク勤務')).map((v) => v.split('|')[0])).toEqual(['[ﾃﾚﾜｰｸ勤務]', '会議室', '宿舎', '窓口'])
  expect(await voices('高瀬川')).toEqual(['ﾃﾚﾜｰｸ勤務|[髙瀬川]の近くに住みたいです。'])
  expect((await voices('テレワーク勤務', { status: 'open' })).map((v) => v.split('|')[0])).toEqual(['[ﾃﾚﾜｰｸ勤務]'])
  expect(await voices('テレワーク勤務', { status: 'closed' })).toHaveLength(3)
  expect((await voices('テレワーク勤務', { when: 'week' })).map((v) => v.split('|')[0])).toEqual(['会議室', '宿舎'])
  for (const [filter, value] of [['board', 'open'], ['tag', '橋'], ['author', 'takase'], ['event', seminar.id], ['unanswered', '1']] as const) expect(await voices('テレワーク勤務', { [filter]: value })).toEqual([])
  expect((await look('テレワーク勤務')).voices).toMatchObject({ items: { length: 3 }, next: expect.any(String) })
  expect((await suggest(testCtx(reader), input({ q: 'テレワーク勤務 消防' }))).words).toEqual(['テレワーク勤務'])
  for (let i = 0; i < 25; i++) await makeVoice(db, { title: `渡し船${i}`, createdAt: ago(50 + Math.floor(i / 2)) })
  const first = (await look('渡し船', { kind: 'voices' })).voices
  const second = (await look('渡し船', { kind: 'voices', after: first.next ?? '' })).voices
  expect(new Set([...first.items, ...second.items].map((v) => v.no)).size).toBe(25)
  expect([first.items.length, second.items.length, second.next]).toEqual([20, 5, null])
})

test('topics: called so, then beginning so, then saying so; filters; by key', async () => {
  const db = testDb()
  const make = (title: string, days: number, more: object = {}, replies = 1) => makeTopic(db, { boardId: open.id, title, ...more, posts: Array.from({ length: replies }, () => ({ authorId: takase.id, at: ago(days) })) })
  await make('わたしの灯台', 1)
  await make('灯台の話', 5, {}, 3)
  await make('灯台', 9, { closedAt: ago(8) }, 2)
  const titles = async (more: Record<string, string> = {}) => (await look('灯台', { kind: 'topics', ...more })).topics.items.map((t) => plain(t.title))
  expect(await titles()).toEqual(['[灯台]', '[灯台]の話', 'わたしの[灯台]'])
  expect(await titles({ status: 'closed' })).toEqual(['[灯台]'])
  expect(await titles({ unanswered: '1' })).toEqual(['わたしの[灯台]'])
  expect(await titles({ when: 'week' })).toEqual(['[灯台]の話', 'わたしの[灯台]'])
  expect(await titles({ until: '2025-11-18' })).toEqual(['[灯台]', '[灯台]の話'])
  for (let i = 0; i < 50; i++) await make(`${i % 2 ? '' : '古い'}井戸${i}`, 10 + i)
  const seen: string[] = []
  let after: string | null = ''
  for (let page = 0; after !== null && page < 9; page++) {
    const { topics }: Awaited<ReturnType<typeof look>> = await look('井戸', { kind: 'topics', after })
    seen.push(...topics.items.map((t) => plain(t.title)))
    after = topics.next
  }
  expect(seen).toHaveLength(50)
  expect(new Set(seen).size).toBe(50)
  expect(seen.slice(0, 25).every((t) => t.startsWith('['))).toBe(true)
})

test('posts are paged by key, through the newest and through the index alike', async () => {
  await makeTopic(testDb(), { boardId: open.id, title: '煙突', posts: Array.from({ length: 47 }, (_, i) => ({ authorId: takase.id, text: `煙突 ${i}`, at: ago(100 - i) })) })
  const seen: string[] = []
  let after: string | null = ''
  while (after !== null) {
    const { posts: page }: Awaited<ReturnType<typeof look>> = await look('煙突', { kind: 'posts', after })
    seen.push(...page.items.map((p) => plain(p.text)))
    after = page.next
  }
  expect(seen).toEqual(Array.from({ length: 47 }, (_, i) => `[煙突] ${46 - i}`))
})

test('a tag narrows topics and posts', async () => {
  const db = testDb()
  const tag = await db.tag.create({ data: { name: 'まちづくり', key: 'まちづくり', createdAt: DEMO_NOW, topicCount: 1 } })
  await makeTopic(db, { boardId: open.id, title: '鐘の音', tagIds: [tag.id], posts: [{ authorId: reader.id, text: '鐘が鳴る' }] })
  await makeTopic(db, { boardId: open.id, title: '鐘の色', posts: [{ authorId: reader.id, text: '鐘が光る' }] })
  expect(await posts('鐘', { tag: 'マチヅクリ' })).toEqual(['[鐘]が鳴る'])
  expect(await posts('鐘', { tag: 'ない' })).toEqual([])
})

test('nothing found: what does find something is suggested', async () => {
  const tell = (q: string, more: Record<string, string> = {}) => suggest(testCtx(reader), input({ q, ...more }))
  expect((await tell('いくじ')).words).toEqual(['育児'])
  expect((await tell('ikuji')).words).toEqual(['育児'])
  expect((await tell('育児 消防')).words).toEqual(['育児'])
  expect(await tell('育児', { board: 'archived' })).toMatchObject({ withoutFilters: true })
  expect((await tell('話題いろは')).topics.map((t) => t.title)).toContain('話題いろいろ')
  expect(await tell('ぬぬぬぬ')).toEqual({ withoutFilters: false, words: [], topics: [] })
})

test('those who are no members find nothing, and a search for nothing is nothing', async () => {
  await expect(search(testCtx(reader).as(guest), input({ q: '育児' }))).rejects.toMatchObject({ code: 'not_found' })
  for (const q of ['', '   ', '-育児', '""', '\u200d']) expect(isNothing(await look(q))).toBe(true)
  for (const q of ["'", '\\', ":*", "'''", "\\'", '& | !', '%', '_', '<->', '育児:*', '(', '\u0000', 'a'.repeat(5000)]) await look(q)
  expect(searchInput.parse({ q: '\ud800', kind: 'x', after: '?', from: '2025-13-45', status: '?', board: '\u0000' })).toMatchObject({ q: '', kind: 'all', from: null, status: null, board: null })
  await look('育児', { kind: 'posts', after: 'bm9uc2Vuc2U' })
})
