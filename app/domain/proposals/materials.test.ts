import { expect, test } from 'vitest'
import { randomId } from '../../core/ids.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeEvent, makeEventPerson, makeRegistration } from '../../../prisma/factories/events.ts'
import { pdf, picture } from '../../../prisma/factories/files.ts'
import { concurrently, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { openFile } from '../files/index.server.ts'
import { materialName } from '../files/materials.server.ts'
import { maySeeEvent } from '../events/index.server.ts'
import { addMaterial, chooseMaterialsFor, hostedMaterials, maySeeMaterials, readMaterials, removeMaterial } from './index.server.ts'

const db = testDb()
const readers = { post: () => Promise.resolve(false), event: maySeeEvent, material: maySeeMaterials }
const input = (alt = '') => ({ commandId: randomId(), alt })
async function place() {
  const [host, cohost, going, other] = [await makeMember(db), await makeMember(db), await makeMember(db), await makeMember(db)]
  const event = await makeEvent(db, { hostId: host.id })
  await makeEventPerson(db, { event, member: cohost })
  await makeRegistration(db, { event, member: going })
  return { host, cohost, going, other, event }
}

test('what a file is called becomes a name that harms nobody', () => {
  for (const [typed, name] of [['資料.exe.pdf', '資料.exe.pdf'], ['../../etc/passwd', 'passwd.pdf'], ['C:\\dir\\a"b<c>.PDF', 'a b c.pdf'], ['', 'file.pdf'], ['.pdf', 'file.pdf'], ['x\u202efdp.exe', 'x fdp.pdf'], ['\r\nSet-Cookie: a', 'Set-Cookie a.pdf']] as const) expect(materialName(typed, 'pdf')).toBe(name)
})

test('a file is what it holds, not what it is called; what runs something, is cut off or is something else is refused beside its field', async () => {
  const { host, event } = await place()
  const add = (bytes: Uint8Array, name = 'a.pdf', alt = '') => addMaterial(testCtx(host), event.id, input(alt), { name, bytes })
  const { id } = await add(pdf(), '介護と仕事.docx')
  expect((await hostedMaterials(testCtx(host), event.id)).items).toMatchObject([{ id, name: '介護と仕事.pdf', mediaType: 'application/pdf' }])
  await add(await picture(), '写真.png', '会場の入り口')
  expect((await hostedMaterials(testCtx(host), event.id)).items[1]).toMatchObject({ name: '写真.webp', mediaType: 'image/webp', alt: '会場の入り口' })
  await expect(add(await picture(), '写真.png')).rejects.toMatchObject({ fields: { alt: 'materials.alt_required' } })
  for (const wrong of [Buffer.from('<html><script>1</script>'), Buffer.from('MZ'.padEnd(4_000, 'x')), Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), Buffer.from('PK\u0003\u0004'.padEnd(400, 'x'))]) await expect(add(wrong)).rejects.toMatchObject({ code: 'invalid', fields: { file: 'materials.type' } })
  for (const runs of ['/OpenAction<</S/JavaScript/JS(app.alert(1))>>', '/AA<</O<</S/Launch>>>>']) await expect(add(pdf(runs))).rejects.toMatchObject({ fields: { file: 'materials.runs' } })
  await expect(add(pdf().subarray(0, 60))).rejects.toMatchObject({ fields: { file: 'materials.unreadable' } })
  await expect(add(new Uint8Array())).rejects.toMatchObject({ fields: { file: 'form.choose' } })
  await expect(add(new Uint8Array(16 * 1024 * 1024 + 1))).rejects.toMatchObject({ fields: { file: 'materials.too_large' } })
})

test('who may see the event reads its materials, or who takes part alone; nobody else adds, removes or chooses', async () => {
  const { host, cohost, going, other, event } = await place()
  const { id } = await addMaterial(testCtx(cohost), event.id, input(), { name: '資料.pdf', bytes: pdf() })
  const seen = async (who: typeof host) => openFile(testCtx(who), id, 'full', readers).then((f) => [f.name, f.mediaType], () => null)
  for (const who of [host, cohost, going, other]) expect(await seen(who)).toEqual(['資料.pdf', 'application/pdf'])
  await expect(chooseMaterialsFor(testCtx(other), event.id, { commandId: randomId(), who: 'going' })).rejects.toMatchObject({ code: 'not_found' })
  await chooseMaterialsFor(testCtx(host), event.id, { commandId: randomId(), who: 'going' })
  for (const who of [host, cohost, going]) expect(await seen(who)).not.toBeNull()
  expect([await seen(other), await readMaterials(testCtx(other), event.id)]).toEqual([null, { items: null, count: 1, isForGoing: true }])
  await db.registration.updateMany({ where: { eventId: event.id }, data: { status: 'cancelled' } })
  expect(await seen(going)).toBeNull()
  await expect(addMaterial(testCtx(other), event.id, input(), { name: 'x', bytes: pdf() })).rejects.toMatchObject({ code: 'not_found' })
  await expect(removeMaterial(testCtx(other), event.id, { commandId: randomId(), file: id })).rejects.toMatchObject({ code: 'not_found' })
  const draft = await makeEvent(db, { status: 'draft', hostId: host.id })
  const hidden = await addMaterial(testCtx(host), draft.id, input(), { name: 'x', bytes: pdf() })
  await expect(openFile(testCtx(other), hidden.id, 'full', readers)).rejects.toMatchObject({ code: 'not_found' })
  // A file of another event is not removed through this one.
  await removeMaterial(testCtx(host), draft.id, { commandId: randomId(), file: id })
  await removeMaterial(testCtx(host), event.id, { commandId: randomId(), file: id })
  expect([await seen(host), await db.fileContent.count({ where: { fileId: id } }), (await hostedMaterials(testCtx(host), draft.id)).items.length]).toEqual([null, 0, 1])
})

test('at most twenty, also when many are sent at once; the same command is one file', async () => {
  const { host, event } = await place()
  const same = input()
  const twice = await concurrently(3, () => addMaterial(testCtx(host), event.id, same, { name: 'a', bytes: pdf() }))
  expect(new Set(twice.done.map((d) => d.id)).size).toBe(1)
  const { done, failed } = await concurrently(24, () => addMaterial(testCtx(host), event.id, input(), { name: 'a', bytes: pdf() }))
  expect([done.length, failed.map((e) => (e as { textKey?: string }).textKey)]).toEqual([19, Array(5).fill('materials.too_many')])
})
