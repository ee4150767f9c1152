import { formatDate } from '../../app/core/dates.ts'
import type { Tx } from '../../app/core/db.server.ts'
import { readText } from '../../app/core/richtext/read-text.server.ts'
import { makeNews } from '../factories/news.ts'
import { demoId } from './ids.ts'
import { type DemoNews, lastLine, news } from './news.ts'
import { inJapan, mover } from './time.ts'

const wordsOf = (text: string, move: (local: string) => Date): string => text.replace(/\{([\d-]+)\}/g, (_, day: string) => formatDate(move(`${day}T12:00`), 'day').replace(/\(.*\)/, ''))

/** The announcements; two of them move with the day, the others keep their dates. Nothing is announced ahead of its time. */
export async function layNews(tx: Tx, now: Date, which: DemoNews[] = news): Promise<void> {
  const move = mover(now)
  for (const n of which) {
    const body = n.body.map((line) => wordsOf(line, move))
    const publishedAt = n.isRelative ? move(n.at) : inJapan(n.at)
    await makeNews(tx, {
      id: demoId(`news:${n.slug}`), slug: n.slug, title: wordsOf(n.title, move), category: n.category, department: n.department, summary: body[0] ?? '', body: readText({ text: [...body, lastLine].join('\n\n') }).html,
      isShareable: n.isShareable ?? false, publishedAt: publishedAt > now ? now : publishedAt, ...(n.change && { change: n.change }), ...(n.figure && { figure: n.figure }),
    })
  }
}
