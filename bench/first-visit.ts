import { chromium } from 'playwright-core'
import { findChromium } from '../server/tests/harness/find-chromium.ts'
import { type Figure, round } from './measure.ts'
import type { Person } from './crowd.ts'
import type { Product } from './product.ts'
import { demoId } from '../prisma/demo/ids.ts'

type Loaded = { name: string; bytes: number }

/** What a browser with an empty cache loads for a topic page until it is quiet, in bytes on the wire: page, style sheets, scripts (the socket's too), without fonts. */
export async function firstVisit(product: Product, [person]: Person[]): Promise<Figure[]> {
  if (!person) throw new Error('nobody is signed in')
  const browser = await chromium.launch({ executablePath: await findChromium(), headless: true, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
  try {
    const context = await browser.newContext({ locale: 'ja-JP' })
    const [name = '', value = ''] = person.cookie.split('=')
    await context.addCookies([{ name, value, url: product.url }])
    const page = await context.newPage()
    await page.goto(`${product.url}/topics/${demoId('topic:childcare')}?from=1`, { waitUntil: 'networkidle' })
    const loaded: Loaded[] = await page.evaluate(() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map((e) => ({ name: e.name, bytes: (e as PerformanceResourceTiming).encodedBodySize })))
    const sum = (wanted: (name: string) => boolean) => loaded.filter((l) => wanted(new URL(l.name).pathname)).reduce((n, l) => n + l.bytes, 0) / 1000
    const [html, js] = [sum((p) => p.startsWith('/topics/')), sum((p) => p.endsWith('.js'))]
    const isFontSheet = (p: string) => p.endsWith('.css') && /wght|font/i.test(p)
    const css = sum((p) => p.endsWith('.css') && !isFontSheet(p))
    const fonts = sum((p) => p.endsWith('.woff2') || isFontSheet(p))
    const total = html + css + js
    return [{
      what: 'First visit to a topic page: HTML + CSS + JavaScript, compressed, as a browser loads them', ours: `${round(total)} kB`, beside: 'peer 275 kB and more', goal: '≤ 150 kB without the editor', isMet: total <= 150,
      note: `HTML ${round(html)}, CSS ${round(css)}, JavaScript ${round(js)} kB; the web font, only where no Japanese font is: ${round(fonts)} kB, not blocking`,
    }]
  } finally {
    await browser.close()
  }
}
