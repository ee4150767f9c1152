import type { Ctx, EncodedImage } from '../../app/core/ctx.ts'
import type { Tx } from '../../app/core/db.server.ts'
import { docFromText } from '../../app/core/richtext/doc-from-text.ts'
import { readText } from '../../app/core/richtext/read-text.server.ts'
import { drawn, makeFile } from '../factories/files.ts'
import { demoId } from './ids.ts'

/** A row of pines along a path, far ones smaller, in the light of an early autumn morning. */
function pines(): string {
  const tree = (x: number, foot: number, size: number, tone: string) => {
    const crown = (y: number, w: number) => `<ellipse cx="${x + size * 0.06}" cy="${foot - y * size}" rx="${w * size}" ry="${size * 0.13}" fill="${tone}"/>`
    return `<path d="M${x} ${foot}C${x - size * 0.05} ${foot - size * 0.5} ${x + size * 0.12} ${foot - size * 0.7} ${x + size * 0.05} ${foot - size * 1.15}" stroke="#5a4032" stroke-width="${size * 0.07}" fill="none"/>${crown(0.72, 0.34)}${crown(0.92, 0.3)}${crown(1.1, 0.22)}${crown(1.23, 0.12)}`
  }
  const row = [0, 1, 2, 3, 4, 5, 6].map((i) => 6 - i).map((far) => {
    const near = 1 / (1 + far * 0.55)
    const foot = 600 + 330 * near
    const tone = `hsl(${95 + far * 8} ${34 - far * 3}% ${24 + far * 6}%)`
    return tree(800 - 720 * near, foot, 480 * near, tone) + tree(800 + 700 * near, foot + 12 * near, 460 * near, tone)
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1000"><defs>
<linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#9fc3d6"/><stop offset=".6" stop-color="#f8e3bd"/><stop offset="1" stop-color="#f6c98a"/></linearGradient>
<radialGradient id="sun"><stop offset="0" stop-color="#fff8e2"/><stop offset="1" stop-color="#fff8e2" stop-opacity="0"/></radialGradient></defs>
<rect width="1600" height="1000" fill="url(#sky)"/><circle cx="800" cy="560" r="300" fill="url(#sun)"/>
<path d="M0 620C260 520 420 560 640 590S1180 500 1600 600V1000H0Z" fill="#b9a878"/><path d="M0 680C400 620 1200 620 1600 670V1000H0Z" fill="#c08b45"/>
<path d="M780 630H822L1180 1000H380Z" fill="#e9d6ae"/>${row.join('')}</svg>`
}

const pictures = [{ topic: 'photo', no: 1, alt: '朝の光が差しこむ、まっすぐな道の両側に続く松並木', svg: pines }]
export type EncodedPicture = (typeof pictures)[number] & { image: EncodedImage }

/** Drawn and encoded as uploads are, before the demo's transaction begins. */
export const encodePictures = (ctx: Ctx): Promise<EncodedPicture[]> => Promise.all(pictures.map(async (p) => ({ ...p, image: await ctx.images.encode(await drawn(p.svg())) })))

/** Puts pictures under the texts of posts that are there. */
export async function layPictures(tx: Tx, encoded: EncodedPicture[], now: Date): Promise<void> {
  for (const { topic, no, alt, image: { width, height, full, small } } of encoded) {
    const post = await tx.post.findUniqueOrThrow({ where: { topicId_no: { topicId: demoId(`topic:${topic}`), no } }, select: { id: true, text: true, authorId: true } })
    if (post.authorId === null) continue
    const file = await makeFile(tx, { id: demoId(`file:${topic}:${no}`), ownerId: post.authorId, width, height, full, small, createdAt: now, subject: 'post', subjectId: post.id })
    const { doc, html, text } = readText({ doc: JSON.stringify({ type: 'doc', content: [...(docFromText(post.text).content ?? []), { type: 'image', attrs: { id: file.id, alt, width, height } }] }) })
    await tx.post.update({ where: { id: post.id }, data: { doc, html, text }, select: { id: true } })
  }
}
