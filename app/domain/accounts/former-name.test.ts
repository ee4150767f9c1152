import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makeTopic } from '../../../prisma/factories/boards.ts'
import type { Member } from '../../../prisma/generated/client.ts'
import { testCtx, testDb } from '../../../prisma/testing/index.ts'
import { parseQuery } from '../../core/search/query.ts'
import { showTopic } from '../boards/index.server.ts'
import { findAuthors, readOwnNames, searchPeople, setFormerName } from './index.server.ts'
import { formerNameInput } from './schema.ts'

let sato: Member
let reader: Member
beforeEach(async () => {
  await testDb().member.updateMany({ data: { status: 'left' } })
  sato = await makeMember(testDb(), { familyName: '佐藤', givenName: '花子', familyKana: 'さとう', givenKana: 'はなこ' })
  reader = await makeMember(testDb(), { familyName: '高橋', familyKana: 'たかはし' })
  await testDb().profile.create({ data: { memberId: sato.id, jobType: '獣医師', headline: '牛の病院', visibility: { headline: 'staff' } } })
})

const typed = (over: Record<string, string> = {}) => formerNameInput.parse({ commandId: randomUUID(), formerName: '髙瀬川', formerKana: 'ﾀｶｾｶﾞﾜ', shownTo: 'members', ...over })
const set = (over: Record<string, string> = {}) => setFormerName(testCtx(sato), typed(over))
const people = async (q: string) => (await searchPeople(testCtx(reader), parseQuery(q), null, 9)).items
const authors = (q: string) => findAuthors(testCtx(reader), q)

test('a shown former name is found in every form of its characters, with today’s name or alone, and stands beside the name', async () => {
  await set()
  for (const q of ['髙瀬川', '高瀬川', 'たかせがわ', 'タカセ', 'ﾀｶｾｶﾞﾜ', '佐藤 高瀬', '獣医師 高瀬川']) expect((await people(q)).map((p) => p.id), q).toEqual([sato.id])
  expect(await people('高瀬')).toMatchObject([{ name: '佐藤 花子', former: [{ text: '髙瀬', hit: true }, { text: '川', hit: false }] }])
  expect(await people('佐藤 -高瀬')).toEqual([])
  for (const q of ['高瀬川', 'タカセ', 'さとう 髙瀬川']) expect(await authors(q), q).toEqual([sato.id])
  expect(await authors('佐藤 -高瀬')).toEqual([])
})

test('one for the office alone is found and shown nowhere, and that is how it is unless its owner says otherwise', async () => {
  await set({ shownTo: 'staff' })
  for (const q of ['高瀬川', 'たかせがわ']) expect([await people(q), await authors(q)], q).toEqual([[], []])
  const topic = await makeTopic(testDb(), { boardId: (await makeBoard(testDb())).id, authorId: sato.id, posts: [{ authorId: sato.id }] })
  const author = async () => (await showTopic(testCtx(reader), topic.id, null)).posts[0]?.author
  expect(await author()).toEqual({ kind: 'member', id: sato.id, name: '佐藤 花子', line: '獣医師' })
  await set()
  expect(await author()).toMatchObject({ line: '獣医師', former: '髙瀬川' })
  await testDb().profile.update({ where: { memberId: sato.id }, data: { visibility: {} } })
  expect([await author(), await people('高瀬川')]).toEqual([{ kind: 'member', id: sato.id, name: '佐藤 花子', line: '獣医師・牛の病院' }, []])
})

test('its owner sees it whatever others see; one command once; nothing typed takes it away; nobody else may', async () => {
  const input = typed({ shownTo: 'staff' })
  await Promise.all([setFormerName(testCtx(sato), input), setFormerName(testCtx(sato), input)])
  expect(await readOwnNames(testCtx(sato))).toMatchObject({ formerName: '髙瀬川', formerKana: 'たかせがわ', shownTo: 'staff', card: { name: '佐藤 花子', line: '獣医師' } })
  expect((await readOwnNames(testCtx(sato))).card.former).toBeUndefined()
  await set({ formerName: ' ', formerKana: '' })
  expect(await readOwnNames(testCtx(sato))).toMatchObject({ formerName: '', formerKana: '' })
  expect(await people('高瀬川')).toEqual([])
  await setFormerName(testCtx(reader), typed())
  expect((await readOwnNames(testCtx(reader))).card).toMatchObject({ former: '髙瀬川' })
  await expect(setFormerName(testCtx(), typed())).rejects.toMatchObject({ code: 'forbidden' })
})

test.each([[{ formerKana: '' }, 'formerKana', 'former.kana_missing'], [{ formerName: '' }, 'formerName', 'former.name_missing'], [{ formerKana: '高瀬' }, 'formerKana', 'setup.kana_only'], [{ formerName: 'あ'.repeat(101) }, 'formerName', 'form.too_long'], [{ shownTo: 'all' }, 'shownTo', 'form.choose']])('%j is refused beside its field', (over, field, key) => {
  const parsed = formerNameInput.safeParse({ commandId: randomUUID(), formerName: '髙瀬川', formerKana: 'たかせがわ', shownTo: 'members', ...over })
  expect(parsed.error?.issues.map((i) => [i.path.join(), i.message])).toContainEqual([field, key])
})
