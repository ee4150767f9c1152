/** Images over HTTP: sending within bounds, and reading with the same rights as what they belong to. */
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomId } from '../../../app/core/ids.ts'
import { attachFiles } from '../../../app/domain/files/index.server.ts'
import { addMaterial } from '../../../app/domain/proposals/index.server.ts'
import { MAX_MATERIAL, MAX_UPLOAD } from '../../../app/domain/files/policy.ts'
import { makeApplicant, makeMember, makeSession } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makeTopic } from '../../../prisma/factories/boards.ts'
import { makeEvent } from '../../../prisma/factories/events.ts'
import { pdf, picture } from '../../../prisma/factories/files.ts'
import { testCtx, testDb, testUrl } from '../../../prisma/testing/index.ts'
import { openSite, type Site } from './site.ts'

const db = testDb()
let site: Site
type Who = { id: string; cookie: string }
let [owner, other, applicant]: [Who, Who, Who] = [null!, null!, null!]
beforeAll(async () => {
  site = await openSite(testUrl())
  const enter = async (member: { id: string }): Promise<Who> => ({ id: member.id, cookie: (await makeSession(db, member, { now: new Date() })).cookieHeader })
  owner = await enter(await makeMember(db))
  other = await enter(await makeMember(db))
  applicant = await enter(await makeApplicant(db))
})
afterAll(() => site.close())

const line = '----formline0123456789abcdefghij'
function upload(who: Who | null, bytes: Buffer, { name = 'photo.png', type = 'image/png', commandId = randomId(), chunked = false } = {}) {
  const head = `--${line}\r\nContent-Disposition: form-data; name="commandId"\r\n\r\n${commandId}\r\n--${line}\r\nContent-Disposition: form-data; name="image"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`
  const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${line}--\r\n`)])
  const headers = { 'content-type': `multipart/form-data; boundary=${line}`, origin: site.url, ...(who ? { cookie: who.cookie } : {}) }
  return chunked ? site.ask('/files', { method: 'POST', chunks: [body], headers }) : site.ask('/files', { body, headers })
}
const read = (who: Who | null, path: string, headers: Record<string, string> = {}) => site.ask(path, { headers: { ...(who ? { cookie: who.cookie } : {}), ...headers } })

test('an image is sent, read by its owner alone, and comes as bytes that can be nothing else', async () => {
  const sent = await upload(owner, await picture({ width: 1_000, height: 500 }), { name: '../../<script>.png' })
  expect([sent.status, sent.headers['content-type'], sent.status === 200 ? '' : sent.text]).toEqual([200, 'application/json', ''])
  const { id, width, height } = JSON.parse(sent.text) as { id: string; width: number; height: number }
  expect([width, height]).toEqual([1_000, 500])
  const [full, small] = [await read(owner, `/files/${id}`), await read(owner, `/files/${id}?w=640`)]
  expect(full.status).toBe(200)
  expect(full.headers).toMatchObject({
    'content-type': 'image/webp', 'x-content-type-options': 'nosniff', 'content-disposition': `attachment; filename="${id}.webp"`, 'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin', 'cache-control': 'private, max-age=3600, immutable', vary: expect.stringContaining('Cookie'),
  })
  expect(small.headers['etag']).not.toBe(full.headers['etag'])
  const again = await read(owner, `/files/${id}`, { 'if-none-match': String(full.headers['etag']) })
  expect([again.status, again.text, again.headers['etag']]).toEqual([304, '', full.headers['etag']])
  for (const stranger of [other, applicant, null]) {
    const answer = await read(stranger, `/files/${id}`, { 'if-none-match': String(full.headers['etag']) })
    expect(answer.status).toBe(stranger === other ? 404 : 303)
    expect(answer.text).not.toContain('WEBP')
  }
})

test('when its post is hidden an image is gone at once, for everybody', async () => {
  const { id } = JSON.parse((await upload(owner, await picture())).text) as { id: string }
  const topic = await makeTopic(db, { boardId: (await makeBoard(db)).id, posts: [{ authorId: owner.id }, { authorId: owner.id }] })
  const post = await db.post.findUniqueOrThrow({ where: { topicId_no: { topicId: topic.id, no: 2 } } })
  await testCtx(await db.member.findUniqueOrThrow({ where: { id: owner.id } })).tx((tx) => attachFiles(tx, { subject: 'post', subjectId: post.id }, [{ id, width: 80, height: 60 }]))
  const seen = async () => [(await read(owner, `/files/${id}`)).status, (await read(other, `/files/${id}`)).status, (await read(applicant, `/files/${id}`)).status]
  expect(await seen()).toEqual([200, 200, 303])
  await db.post.update({ where: { id: post.id }, data: { hiddenAt: new Date() } })
  expect(await seen()).toEqual([404, 404, 303])
  await db.post.update({ where: { id: post.id }, data: { hiddenAt: null } })
  expect(await seen()).toEqual([200, 200, 303])
  await db.topic.update({ where: { id: topic.id }, data: { hiddenAt: new Date() } })
  expect(await seen()).toEqual([404, 404, 303])
})

test('too large is refused while it comes, and a guest may send no more than a form', async () => {
  const most = Buffer.alloc(MAX_UPLOAD + 64 * 1024, 1)
  expect((await upload(owner, most)).status).toBe(413)
  expect((await upload(owner, most, { chunked: true })).status).toBe(413)
  expect((await upload(null, Buffer.alloc(300 * 1024, 1))).status).toBe(413)
  expect((await upload(null, await picture())).status).toBe(400)
  expect((await upload(applicant, await picture())).status).toBe(303)
  const big = await sharp({ create: { width: 1_500, height: 1_500, channels: 3, background: 'white', noise: { type: 'gaussian', mean: 128, sigma: 60 } } }).png().toBuffer()
  expect(big.length).toBeGreaterThan(3 * 1024 * 1024)
  expect((await upload(owner, big)).status).toBe(200)
})

test('what is no image says why, whatever it calls itself', async () => {
  const whyNot = async (bytes: Buffer, more = {}) => {
    const { status, text } = await upload(owner, bytes, more)
    return [status, (JSON.parse(text) as { errors: Record<string, string> }).errors['image']]
  }
  expect(await whyNot(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'))).toEqual([422, 'files.type'])
  expect(await whyNot(Buffer.from('GIF89a<script>alert(1)</script>'))).toEqual([422, 'files.animated'])
  expect(await whyNot(Buffer.alloc(0))).toEqual([422, 'form.choose'])
  const [bad, elsewhere] = [await upload(owner, await picture(), { commandId: 'none' }), await site.ask('/files', { body: '--x--', headers: { 'content-type': 'multipart/form-data; boundary=x', origin: 'https://evil.example', cookie: owner.cookie } })]
  expect([bad.status, elsewhere.status]).toEqual([422, 403])
  expect((await site.ask('/files/none')).status).toBe(303)
  expect((await read(owner, '/files/none')).status).toBe(404)
  expect((await read(owner, '/files')).status).toBe(404)
})

test('a document comes under its name as what it is, never as a page and never kept past its rights; its address takes 16 MB of a member', async () => {
  const event = await makeEvent(db, { hostId: owner.id })
  const bytes = pdf()
  const { id } = await addMaterial(testCtx(await db.member.findUniqueOrThrow({ where: { id: owner.id } })), event.id, { commandId: randomId(), alt: '' }, { name: '介護(案)".html', bytes })
  const seen = await read(other, `/files/${id}`)
  expect([seen.status, seen.headers]).toMatchObject([200, {
    'content-type': 'application/pdf', 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'no-store', 'cross-origin-resource-policy': 'same-origin',
    'content-disposition': `attachment; filename="${'介護(案).pdf'.replace(/[^\w.-]/g, '_')}"; filename*=UTF-8''%E4%BB%8B%E8%AD%B7%28%E6%A1%88%29.pdf`,
  }])
  await db.event.update({ where: { id: event.id }, data: { materialsForGoing: true } })
  expect([(await read(other, `/files/${id}`, { 'if-none-match': String(seen.headers['etag']) })).status, (await read(owner, `/files/${id}`)).status]).toEqual([404, 200])
  const send = (size: number, cookie: string) => formWith(`/events/${event.id}/materials`, cookie, { intent: 'add', commandId: randomId(), alt: '読めるもの' }, { file: Buffer.alloc(size, 97) })
  const tooLarge = await send(MAX_MATERIAL + 64 * 1024, owner.cookie)
  expect([tooLarge.status, tooLarge.text.includes('ファイルは16MBまでです'), tooLarge.text.includes('読めるもの')]).toEqual([422, true, true])
  expect((await send(300 * 1024, '')).status).toBe(413)
  expect((await send(MAX_UPLOAD + 64 * 1024, owner.cookie)).text).not.toContain('ファイルは16MBまでです')
})

/** The page of a reply with an image, as a browser without JavaScript sends it. */
const replyWith = (who: Who, topicId: string, fields: Record<string, string>, ...images: Buffer[]) => formWith(`/topics/${topicId}/image`, who.cookie, fields, Object.fromEntries(images.map((bytes, i) => [`image${i + 1}`, bytes])))

function formWith(path: string, cookie: string, fields: Record<string, string>, files: Record<string, Buffer>) {
  const part = (head: string, body: Buffer | string) => Buffer.concat([Buffer.from(`--${line}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`), Buffer.from(body), Buffer.from('\r\n')])
  const body = Buffer.concat([...Object.entries(fields).map(([field, value]) => part(`name="${field}"`, value)), ...Object.entries(files).map(([field, bytes]) => part(`name="${field}"; filename="${bytes.length === 0 ? '' : 'photo.png'}"\r\nContent-Type: image/png`, bytes)), Buffer.from(`--${line}--\r\n`)])
  return site.ask(path, { body, headers: { 'content-type': `multipart/form-data; boundary=${line}`, origin: site.url, cookie, accept: 'text/html' } })
}

test('without JavaScript a reply brings an image: sent twice it is one, written anew, with its description', async () => {
  const topic = await makeTopic(db, { boardId: (await makeBoard(db)).id, posts: [{ authorId: other.id }] })
  const fields = { commandId: randomId(), text: '写真です。\n\nつづき', alt1: '雪の\r\n城' }
  const bytes = await picture({ width: 400, height: 200 })
  const [sent, again] = [await replyWith(owner, topic.id, fields, bytes), await replyWith(owner, topic.id, fields, bytes)]
  expect([sent.status, again.status, sent.headers['location']]).toEqual([303, 303, again.headers['location']])
  const posts = await db.post.findMany({ where: { topicId: topic.id, no: { gt: 1 } } })
  expect(posts).toHaveLength(1)
  const [image] = await db.storedFile.findMany({ where: { subjectId: posts[0]!.id } })
  expect(posts[0]!.doc).toMatchObject({ content: [{ type: 'paragraph' }, { type: 'paragraph' }, { type: 'image', attrs: { id: image!.id, alt: '雪の 城', width: 400, height: 200 } }] })
  expect((await read(other, `/files/${image!.id}`)).headers['content-type']).toBe('image/webp')
  expect(await db.storedFile.count({ where: { ownerId: owner.id, subjectId: null, width: 400 } })).toBe(0)
  expect((await replyWith(owner, topic.id, { commandId: randomId(), isDecorative1: 'on' }, bytes)).status).toBe(303)
})

test('a refused image says why beside its field and keeps the text; where one may not write nothing is kept', async () => {
  const boardId = (await makeBoard(db)).id
  const [topic, closed, hidden] = [await makeTopic(db, { boardId, posts: [{ authorId: other.id }] }), await makeTopic(db, { boardId, posts: [{ authorId: other.id }], closedAt: new Date() }), await makeTopic(db, { boardId, posts: [{ authorId: other.id }], hiddenAt: new Date() })]
  const files = await db.storedFile.count()
  const send = (bytes: Buffer | string, more: Record<string, string> = {}, to = topic.id) => replyWith(owner, to, { commandId: randomId(), text: '消えない本文', alt1: '城の写真', ...more }, Buffer.from(bytes))
  const refused: [Awaited<ReturnType<typeof send>>, string, string][] = [
    [await send('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'image1', 'JPEG、PNG、WebPの画像を選んでください。'],
    [await send(''), 'image1', '選んでください'],
    [await send(Buffer.alloc(MAX_UPLOAD + 1, 1)), 'image1', '画像は8MBまでです。'],
    [await send(Buffer.alloc(5 * MAX_UPLOAD, 1)), 'image1', '画像は8MBまでです。'],
  ]
  for (const [answer, field, text] of refused) {
    expect([answer.status, field, new RegExp(`<input[^>]*name="${field}"[^>]*>`).exec(answer.text)?.[0]]).toEqual([422, field, expect.stringContaining('aria-invalid="true"')])
    expect(answer.text).toContain(text)
    expect(answer.text).toMatch(/<textarea[^>]*name="text"[^>]*>[^<]*消えない本文/)
  }
  expect([(await send(await picture(), {}, closed.id)).status, (await send(await picture(), {}, hidden.id)).status, (await send(await picture(), { text: 'a'.repeat(300 * 1024) })).status]).toEqual([409, 404, 413])
  expect([await db.storedFile.count(), await db.post.count({ where: { text: { contains: '消えない' } } })]).toEqual([files, 0])
})

test('of several pictures those that arrived stay when the form comes back, each is asked what it shows, and one may be left out', async () => {
  const topic = await makeTopic(db, { boardId: (await makeBoard(db)).id, posts: [{ authorId: other.id }] })
  const [a, b] = [await picture({ width: 410, height: 200 }), await picture({ width: 420, height: 200 })]
  const refused = await replyWith(owner, topic.id, { commandId: randomId(), text: '二枚です', alt1: '城', alt2: '' }, a, b, Buffer.alloc(MAX_UPLOAD + 1, 1), Buffer.from('no picture'))
  const keptIn = (html: string) => Object.fromEntries([...html.matchAll(/name="(picture\d)" value="([0-9a-f-]+)"/g)].map(([, name, id]) => [name ?? '', id ?? '']))
  const kept = keptIn(refused.text)
  expect([refused.status, Object.keys(kept), refused.text.includes('画像は8MBまでです'), refused.text.includes('JPEG、PNG、WebPの画像を選んでください')]).toEqual([422, ['picture1', 'picture2'], true, true])
  const unsaid = await replyWith(owner, topic.id, { commandId: randomId(), text: '二枚です', alt1: '城', alt2: '', ...kept })
  expect([unsaid.status, keptIn(unsaid.text), /<input[^>]*name="alt2"[^>]*>/.exec(unsaid.text)?.[0]]).toEqual([422, kept, expect.stringContaining('aria-invalid="true"')])
  expect((await replyWith(owner, topic.id, { commandId: randomId(), text: '長い', alt1: 'あ'.repeat(201), ...kept })).text).toMatch(/<input[^>]*name="alt1"[^>]*aria-invalid="true"/)
  // Another member's picture is nobody else's to use.
  expect([(await replyWith(other, topic.id, { commandId: randomId(), text: '他人の画像', alt1: '城', alt2: '堀', ...kept })).status, await db.post.count({ where: { text: { contains: '他人の画像' } } })]).toEqual([422, 0])
  expect((await replyWith(owner, topic.id, { commandId: randomId(), text: '二枚です', alt1: '城', alt2: '堀', ...kept })).status).toBe(303)
  expect((await db.post.findFirstOrThrow({ where: { topicId: topic.id, no: 2 } })).doc).toMatchObject({ content: [{ type: 'paragraph' }, { type: 'image', attrs: { alt: '城', width: 410 } }, { type: 'image', attrs: { alt: '堀', width: 420 } }] })

  const start = (fields: Record<string, string>, ...images: Buffer[]) => formWith('/boards/new?images=1', owner.cookie, { commandId: randomId(), board: 'with-pictures', title: '写真の話題', text: '本文', ...fields }, Object.fromEntries(images.map((bytes, i) => [`image${i + 1}`, bytes])))
  await makeBoard(db, { slug: 'with-pictures' })
  const back = await start({ title: '', alt1: '山' }, a)
  expect([back.status, Object.keys(keptIn(back.text)), /enctype="multipart\/form-data"/i.test(back.text)]).toEqual([422, ['picture1'], true])
  const begun = await start({ ...keptIn(back.text), drop1: 'on', alt2: '川' }, Buffer.alloc(0), b)
  expect(begun.status).toBe(303)
  expect((await db.topic.findFirstOrThrow({ where: { title: '写真の話題' }, include: { posts: true } })).posts[0]!.doc).toMatchObject({ content: [{ type: 'paragraph' }, { type: 'image', attrs: { alt: '川', width: 420 } }] })
})
