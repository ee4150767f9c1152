import http from 'node:http'
import { type Figure, round } from './measure.ts'
import type { Person } from './crowd.ts'
import type { Product } from './product.ts'
import { demoId } from '../prisma/demo/ids.ts'

type Fetched = { bytes: number; text: string }

/** Bytes on the wire (brotli or gzip, as a browser asks for them). */
function fetchRaw(url: string, cookie: string): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    http.get(url, { headers: { cookie, accept: 'text/html,*/*', 'accept-encoding': 'br, gzip' } }, (res) => {
      const chunks: Buffer[] = []
      res.on('data', (c: Buffer) => chunks.push(c))
      res.on('end', () => resolve({ bytes: Buffer.concat(chunks).length, text: '' }))
    }).on('error', reject)
  })
}

/** What a first visit to a topic page costs in bytes: the page, its style sheets and its scripts, without fonts and the editor. */
export async function firstVisit(product: Product, [person]: Person[]): Promise<Figure[]> {
  if (!person) throw new Error('nobody is signed in')
  const address = `${product.url}/topics/${demoId('topic:childcare')}?from=1`
  const html = await (await fetch(address, { headers: { cookie: person.cookie, accept: 'text/html' } })).text()
  const files = new Set([...html.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:js|css))"/g)].flatMap((m) => m[1] ?? []))
  for (const m of html.matchAll(/["'](\/assets\/[\w.-]+\.js)["']/g)) if (m[1] !== undefined && /import |modulepreload/.test(html.slice(Math.max(0, (m.index ?? 0) - 40), m.index))) files.add(m[1])
  const page = (await fetchRaw(address, person.cookie)).bytes
  let css = 0
  let js = 0
  for (const file of files) {
    const { bytes } = await fetchRaw(product.url + file, person.cookie)
    if (file.endsWith('.css')) css += bytes
    else js += bytes
  }
  const total = (page + css + js) / 1000
  return [{ what: 'First visit to a topic page: HTML + CSS + JavaScript, compressed', ours: `${round(total)} kB`, goal: '≤ 150 kB without the editor', isMet: total <= 150, note: `HTML ${round(page / 1000)}, CSS ${round(css / 1000)}, JavaScript ${round(js / 1000)} kB in ${files.size} files` }]
}
