import { expect, test } from 'vitest'
import { testCtx, testDb } from '../../../prisma/testing/index.ts'
import { formerName, makeApplicant, makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makeTopic } from '../../../prisma/factories/boards.ts'
import { makeMentor } from '../../../prisma/factories/mentors.ts'
import { suggestPeople } from './index.server.ts'

test('people of the topic come first, then members by reading or name; nobody else', async () => {
  const db = testDb()
  const named = (familyName: string, familyKana: string, givenName: string, givenKana: string, over = {}) => makeMember(db, { familyName, familyKana, givenName, givenKana, ...over })
  const me = await named('遠田', 'とおだ', '純', 'じゅん')
  const here = await named('遠山', 'とおやま', '花', 'はな')
  const other = await named('遠刈野', 'とおがりの', '樹', 'いつき')
  const variant = await named('髙瀬川', 'たかせがわ', '直人', 'なおと')
  await named('遠井', 'とおい', '退', 'たい', { status: 'left' })
  await makeApplicant(db, { member: { familyName: '遠野', familyKana: 'とおの' } })
  const board = await makeBoard(db)
  const topic = await makeTopic(db, { boardId: board.id, posts: [{ authorId: here.id }, { authorId: me.id }] })
  const names = async (q: string, topicId: string | null = topic.id) => (await suggestPeople(testCtx(me), topicId, q)).map((p) => p.id)
  expect(await suggestPeople(testCtx(me), topic.id, 'とお')).toEqual([
    { id: here.id, name: here.displayName, kana: here.kana, isHere: true }, { id: other.id, name: other.displayName, kana: other.kana, isHere: false },
  ])
  expect(await names('')).toEqual([here.id])
  expect(await names('', null)).toEqual([])
  expect(await names('トオガ', null)).toEqual([other.id])
  expect(await names('ﾄｵｶﾞ')).toEqual([other.id])
  expect(await names('遠刈')).toEqual([other.id])
  expect(await names('いつき')).toEqual([other.id])
  expect(await names('髙瀬')).toEqual([variant.id])
  for (const nothing of ['%', '_', "'", '\\', '\u0000', '\ud800', 'ない']) expect(await names(nothing)).toEqual([])
  await expect(suggestPeople(testCtx(), null, 'とお')).rejects.toMatchObject({ code: 'not_found' })
})

test('of those who do not write here, mentors come first', async () => {
  const db = testDb()
  const named = (familyName: string, familyKana: string, givenKana: string) => makeMember(db, { familyName, familyKana, givenName: '樹', givenKana })
  const [me, here, mentor, other] = [await named('蔵王', 'ざおう', 'い'), await named('白石', 'しらいし', 'う'), await named('白川', 'しらかわ', 'え'), await named('白井', 'しらい', 'あ')]
  await makeMentor(db, { memberId: mentor.id })
  const topic = await makeTopic(db, { boardId: (await makeBoard(db)).id, posts: [{ authorId: here.id }] })
  expect((await suggestPeople(testCtx(me), topic.id, 'しら')).map((p) => p.id)).toEqual([here.id, mentor.id, other.id])
})

test('a former name that its owner shows is found and told, by its reading too; one for the office alone is neither', async () => {
  const db = testDb()
  const [me, open, secret] = [await makeMember(db, { familyKana: 'わ' }), await makeMember(db, { familyName: '佐藤', familyKana: 'さとう' }), await makeMember(db, { familyName: '斎藤', familyKana: 'さいとう' })]
  await db.profile.create({ data: { memberId: open.id, ...formerName({ name: '鈴木', kana: 'すずき', shownTo: 'members' }) } })
  await db.profile.create({ data: { memberId: secret.id, ...formerName({ name: '鈴村', kana: 'すずむら', shownTo: 'staff' }) } })
  const found = async (typed: string) => (await suggestPeople(testCtx(me), null, typed)).map((p) => [p.id, p.former])
  for (const typed of ['鈴', '鈴木', 'すず', 'ｽｽﾞｷ', 'スズ']) expect(await found(typed), typed).toEqual([[open.id, '鈴木']])
  expect(await found('さ')).toEqual([[secret.id, undefined], [open.id, '鈴木']])
  for (const typed of ['鈴村', 'すずむ']) expect(await found(typed), typed).toEqual([])
})
