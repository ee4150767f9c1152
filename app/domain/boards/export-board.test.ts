import { fromMarkdown } from 'mdast-util-from-markdown'
import { beforeEach, expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makeTopic } from '../../../prisma/factories/boards.ts'
import { makePoll } from '../../../prisma/factories/polls.ts'
import { audits, DEMO_NOW, emptyDb, testCtx, testDb } from '../../../prisma/testing/index.ts'
import type { Ctx } from '../../core/ctx.ts'
import { boardToExport, exportBoard } from './index.server.ts'

beforeEach(() => emptyDb())

const staff = () => makeMember(testDb(), { role: 'moderator' })
async function whole(ctx: Ctx, slug: string): Promise<string> {
  let text = ''
  for await (const piece of (await exportBoard(ctx, slug)).chunks) text += piece
  return text
}
const headings = (markdown: string) => fromMarkdown(markdown).children.flatMap((n) => (n.type === 'heading' ? [[n.depth, n.children.map((c) => ('value' in c ? c.value : '')).join('')] as const] : []))
const at = (n: number) => new Date(DEMO_NOW.getTime() + n * 60_000)

test('topics in the order they began, posts by number, under the names members see; nothing that is hidden', async () => {
  const db = testDb()
  const [haruka, gone] = [await makeMember(db, { displayName: '浜岸 遥香' }), await makeMember(db, { status: 'left', displayName: '去った人' })]
  const board = await makeBoard(db, { name: '広場 #1', description: '- 話すところ' })
  const mention = JSON.stringify({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'mention', attrs: { id: haruka.id } }, { type: 'mention', attrs: { id: gone.id } }, { type: 'text', text: ' へ' }] }] })
  await makeTopic(db, { boardId: board.id, title: '二つめ', createdAt: at(2), posts: [{ authorId: null, text: '匿名の文', at: at(2) }] })
  await makeTopic(db, { boardId: board.id, title: '一つめ', createdAt: at(1), posts: [{ authorId: haruka.id, text: '# 偽の見出し\n<b>太字</b>', at: at(1) }, { authorId: haruka.id, text: '消された文', isHidden: true }, { authorId: gone.id, doc: mention }, { authorId: haruka.id, officialAs: '人事課', text: '課の文' }] })
  await makeTopic(db, { boardId: board.id, title: '隠れた話題', hiddenAt: DEMO_NOW, posts: [{ authorId: haruka.id, text: '隠れた文' }] })
  await makeTopic(db, { boardId: (await makeBoard(db)).id, title: 'よその話題', posts: [{ authorId: haruka.id }] })
  const markdown = await whole(testCtx(await staff()), board.slug)
  expect(headings(markdown).map(([depth, text]) => [depth, text.replace(/｜\d{4}年.*$/, '')])).toEqual([[1, '広場 #1'], [2, '一つめ'], [3, '1｜浜岸 遥香さん'], [3, '3｜退会した会員'], [3, '4｜人事課'], [2, '二つめ'], [3, '1｜匿名の元職員']])
  expect(markdown).toContain('@浜岸 遥香@— へ')
  expect(markdown).toContain('\\# 偽の見出し\\\n\\<b>太字\\</b>')
  expect(markdown).toMatch(/以上、話題2件、投稿4件。\n$/)
  for (const secret of ['消された文', '隠れた', 'よその話題', '去った人', haruka.email, haruka.id]) expect(markdown).not.toContain(secret)
})

test('made piece by piece: 500 posts are read when the first are taken, whatever topics they are in, and none is lost or told twice', async () => {
  const db = testDb()
  const author = await makeMember(db)
  const board = await makeBoard(db)
  // A boundary inside a topic, one between topics, and two topics of the same moment.
  for (const [title, posts] of [['a', 700], ['b', 300], ['c', 1], ['d', 250]] as const) await makeTopic(db, { boardId: board.id, title, createdAt: at(title === 'd' ? 2 : 1), posts: Array.from({ length: posts }, (_, i) => ({ authorId: author.id, text: `${title}${i + 1}`, at: at(i) })) })
  let reads = 0
  const counted = new Proxy(db, { get: (target, name, self) => (name === '$queryRaw' ? (...args: unknown[]) => { if (String((args[0] as string[])[0]).includes('"topicAt"')) reads++; return (target.$queryRaw as (...a: unknown[]) => unknown)(...args) } : Reflect.get(target, name, self)) }) as typeof db
  const { chunks } = await exportBoard(testCtx(await staff(), { db: counted }), board.slug)
  const pieces: string[] = []
  for (let i = 0; i < 3; i++) pieces.push((await chunks.next()).value as string)
  expect(reads).toBe(1)
  for await (const piece of chunks) pieces.push(piece)
  expect([reads, pieces.length]).toEqual([3, 1 + 1_251 + 1])
  expect(Math.max(...pieces.map((p) => p.length))).toBeLessThan(500)
  const posts = pieces.join('').match(/^[abcd]\d+$/gm) ?? []
  expect([posts.length, new Set(posts).size]).toEqual([1_251, 1_251])
  expect(pieces.join('')).toContain('以上、話題4件、投稿1251件。')
})

test('for 事務局 and responsible departments, each time with a line in the audit trail; for others there is nothing', async () => {
  const board = await makeBoard(testDb())
  const department = await makeMember(testDb(), { role: 'department' })
  await whole(testCtx(department), board.slug)
  expect(await audits()).toMatchObject([{ action: 'board.exported', actorId: department.id, subject: 'board', subjectId: board.id }])
  for (const who of [undefined, await makeMember(testDb()), await makeMember(testDb(), { role: 'operator' }), await makeMember(testDb(), { role: 'hr_admin', status: 'suspended' })]) {
    await expect(exportBoard(testCtx(who), board.slug)).rejects.toMatchObject({ code: 'not_found' })
    await expect(boardToExport(testCtx(who), board.slug)).rejects.toMatchObject({ code: 'not_found' })
  }
  await expect(exportBoard(testCtx(department), 'nothing')).rejects.toMatchObject({ code: 'not_found' })
  expect(await audits()).toHaveLength(1)
  const many = testCtx(await staff())
  for (let i = 0; i < 20; i++) await exportBoard(many, board.slug)
  await expect(exportBoard(many, board.slug)).rejects.toMatchObject({ code: 'too_many' })
})

test('a poll stands under its post with what everybody may see of it', async () => {
  const db = testDb()
  const [author, voter] = [await makeMember(db), await makeMember(db)]
  const board = await makeBoard(db)
  const topic = await makeTopic(db, { boardId: board.id, posts: [{ authorId: author.id, text: '一' }, { authorId: author.id, text: '二' }] })
  const [open, secret] = await db.post.findMany({ where: { topicId: topic.id }, orderBy: { no: 'asc' } })
  await makePoll(db, { subjectId: open!.id, authorId: author.id, question: '*どれ*', choices: ['ある', 'ない'], votes: [{ memberId: voter.id, picks: [1] }] })
  await makePoll(db, { subjectId: secret!.id, authorId: author.id, question: 'あとで', choices: ['右', '左'], shows: 'closed', votes: [{ memberId: voter.id, picks: [2] }] })
  const markdown = await whole(testCtx(await staff()), board.slug)
  expect(markdown).toContain('投票：\\*どれ\\*（ひとつ選ぶ・1人が回答）\n\n- ある：1票・100％\n- ない：0票・0％\n')
  expect(markdown).toContain('投票：あとで（ひとつ選ぶ・1人が回答・結果は締め切ったあとに出ます）\n\n- 右\n- 左\n')
  expect(markdown).not.toContain(voter.displayName)
})
