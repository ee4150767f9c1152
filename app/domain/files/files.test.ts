import { expect, test } from 'vitest'
import { newId, randomId } from '../../core/ids.ts'
import { makeApplicant, makeMember } from '../../../prisma/factories/accounts.ts'
import { makeFile, picture } from '../../../prisma/factories/files.ts'
import { clock, concurrently, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { attachFiles, dropLooseFiles, dropMaterial, listMaterials, openFile, ownImages, uploadImage } from './index.server.ts'

const db = testDb()
const command = () => ({ commandId: randomId() })
const nobody = { post: async () => false, event: async () => false, material: async () => false }
const everybody = { post: async () => true, event: async () => true, material: async () => true }
const share = (memberId: string) => db.fileUse.findUniqueOrThrow({ where: { memberId }, select: { files: true, loose: true, bytes: true } })

test('an upload is kept once, and only its owner sees it before it belongs to anything', async () => {
  const [owner, other] = [await makeMember(db), await makeMember(db)]
  const ctx = testCtx(owner)
  const [sent, bytes] = [command(), await picture({ width: 900, height: 300 })]
  const image = await uploadImage(ctx, sent, bytes)
  expect(image).toMatchObject({ width: 900, height: 300 })
  expect(await uploadImage(ctx, sent, bytes)).toEqual(image)
  expect(await db.storedFile.count({ where: { ownerId: owner.id } })).toBe(1)
  expect(await share(owner.id)).toMatchObject({ files: 1, loose: 1 })
  const [full, small] = [await openFile(ctx, image.id, 'full', nobody), await openFile(ctx, image.id, 'small', nobody)]
  expect(full.etag).not.toBe(small.etag)
  expect((await full.read()).length).toBeGreaterThan((await small.read()).length)
  for (const stranger of [testCtx(other), testCtx(await makeApplicant(db)), testCtx()]) await expect(openFile(stranger, image.id, 'full', everybody)).rejects.toMatchObject({ code: 'not_found' })
})

test('the same command ten times at once is one file', async () => {
  const owner = await makeMember(db)
  const [sent, bytes] = [command(), await picture()]
  const { done, failed } = await concurrently(10, () => uploadImage(testCtx(owner), sent, bytes))
  expect(failed).toEqual([])
  expect(new Set(done.map((d) => d.id)).size).toBe(1)
  expect(await share(owner.id)).toMatchObject({ files: 1 })
})

test('what belongs to something is seen by who may see that, its owner included', async () => {
  const [owner, other] = [await makeMember(db), await makeMember(db)]
  const file = await makeFile(db, { ownerId: owner.id })
  const subjectId = newId()
  await testCtx(owner).tx((tx) => attachFiles(tx, { subject: 'post', subjectId }, [file]))
  expect(await share(owner.id)).toMatchObject({ files: 1, loose: 0 })
  const asked: string[] = []
  const post = async (_: unknown, id: string) => asked.push(id) > 0
  expect((await openFile(testCtx(other), file.id, 'small', { ...nobody, post })).id).toBe(file.id)
  expect(asked).toEqual([subjectId])
  await expect(openFile(testCtx(owner), file.id, 'full', nobody)).rejects.toMatchObject({ code: 'not_found' })
})

test("nobody attaches another's file, one that belongs elsewhere, or one of another size", async () => {
  const [owner, other] = [await makeMember(db), await makeMember(db)]
  const file = await makeFile(db, { ownerId: owner.id })
  const [here, there] = [{ subject: 'post', subjectId: newId() }, { subject: 'post', subjectId: newId() }] as const
  const attach = (who: typeof owner, to: typeof here, files = [file]) => testCtx(who).tx((tx) => attachFiles(tx, to, files))
  const refused = { code: 'invalid', fields: { text: 'files.gone' } }
  await expect(attach(other, here)).rejects.toMatchObject(refused)
  await expect(attach(owner, here, [{ ...file, width: 9_999 }])).rejects.toMatchObject(refused)
  await expect(attach(owner, here, [file, { ...file, id: newId() }])).rejects.toMatchObject(refused)
  expect((await db.storedFile.findUniqueOrThrow({ where: { id: file.id } })).subject).toBeNull()
  await attach(owner, here)
  await attach(owner, here)
  await expect(attach(owner, there)).rejects.toMatchObject(refused)
  // Also by hand: the database holds it.
  await expect(db.storedFile.update({ where: { id: file.id }, data: { subjectId: newId() } })).rejects.toThrow(/stays/)
})

test('two posts that take the same file at once: one gets it', async () => {
  const owner = await makeMember(db)
  const file = await makeFile(db, { ownerId: owner.id })
  const { done, failed } = await concurrently(8, () => testCtx(owner).tx((tx) => attachFiles(tx, { subject: 'post', subjectId: newId() }, [file])))
  expect([done.length, failed.length]).toEqual([1, 7])
})

test("a member's share holds, also against many at once, and what is removed is given back", async () => {
  const owner = await makeMember(db)
  const first = await makeFile(db, { ownerId: owner.id })
  for (let i = 1; i < 25; i++) await makeFile(db, { ownerId: owner.id })
  const bytes = await picture()
  const { done, failed } = await concurrently(12, () => uploadImage(testCtx(owner), command(), bytes))
  expect([done.length, failed.length]).toEqual([5, 7])
  expect(failed).toEqual(Array(7).fill(expect.objectContaining({ code: 'conflict', textKey: 'files.share_used' })))
  expect(await share(owner.id)).toMatchObject({ files: 30, loose: 30 })
  await db.storedFile.delete({ where: { id: first.id } })
  await expect(uploadImage(testCtx(owner), command(), bytes)).resolves.toMatchObject({ width: 80 })
  await expect(makeFile(db, { ownerId: (await makeMember(db)).id, bytes: 209_715_201 })).rejects.toThrow(/file_use_within_share/)
})

test('nothing, too much and too often are refused', async () => {
  const owner = await makeMember(db)
  const ctx = testCtx(owner)
  await expect(uploadImage(ctx, command(), new Uint8Array())).rejects.toMatchObject({ code: 'invalid' })
  await expect(uploadImage(ctx, command(), new Uint8Array(8 * 1024 * 1024 + 1))).rejects.toMatchObject({ fields: { image: 'files.too_large' } })
  await expect(uploadImage(ctx, command(), Buffer.from('<svg/>'))).rejects.toMatchObject({ fields: { image: 'files.type' } })
  await expect(uploadImage(testCtx(await makeApplicant(db)), command(), await picture())).rejects.toMatchObject({ code: 'not_found' })
  for (let i = 1; i < 60; i++) await ctx.limit('file.upload', owner.id, { points: 60, seconds: 3_600 })
  await expect(uploadImage(ctx, command(), await picture())).rejects.toMatchObject({ code: 'too_many' })
})

test('what belongs to nothing goes after a day, with its bytes; what belongs to something stays', async () => {
  const owner = await makeMember(db)
  const now = clock.now()
  const [old, fresh, kept] = [
    await makeFile(db, { ownerId: owner.id, createdAt: new Date(now.getTime() - 24 * 3_600_000 - 1) }), await makeFile(db, { ownerId: owner.id, createdAt: now }),
    await makeFile(db, { ownerId: owner.id, createdAt: new Date(now.getTime() - 90 * 86_400_000), subject: 'post', subjectId: newId() }),
  ]
  await dropLooseFiles(testCtx())
  const left = await db.storedFile.findMany({ where: { id: { in: [old.id, fresh.id, kept.id] } }, orderBy: { id: 'asc' } })
  expect(left.map((f) => f.id)).toEqual([fresh.id, kept.id])
  expect(await db.fileContent.count({ where: { fileId: old.id } })).toBe(0)
})

test('a file beside one thing is taken away from there alone, and the sizes of images are told to their owner', async () => {
  const [owner, other] = [await makeMember(db), await makeMember(db)]
  const [here, there] = [newId(), newId()]
  const beside = await makeFile(db, { ownerId: owner.id, subject: 'material', subjectId: here })
  const shown = await makeFile(db, { ownerId: owner.id, subject: 'event', subjectId: here })
  const drop = (subjectId: string, id: string) => testCtx(owner).tx((tx) => dropMaterial(tx, subjectId, id))
  expect([await drop(there, beside.id), await drop(here, shown.id), await db.storedFile.count({ where: { id: { in: [beside.id, shown.id] } } })]).toEqual([false, false, 2])
  expect(await listMaterials(testCtx(owner), here)).toMatchObject([{ id: beside.id }])
  expect([await drop(here, beside.id), await drop(here, beside.id)]).toEqual([true, false])
  expect([...(await ownImages(testCtx(owner), [shown.id])).keys(), ...(await ownImages(testCtx(other), [shown.id])).keys()]).toEqual([shown.id])
  await expect(ownImages(testCtx(await makeApplicant(db)), [shown.id])).rejects.toMatchObject({ code: 'not_found' })
})
