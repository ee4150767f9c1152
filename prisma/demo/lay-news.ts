import type { Tx } from '../../app/core/db.server.ts'
import { readText } from '../../app/core/richtext/read-text.server.ts'
import { makeNews } from '../factories/news.ts'
import { demoId } from './ids.ts'
import { lastLine, news } from './news.ts'
import { inJapan, mover } from './time.ts'

/** The announcements; two of them move with the day, the others keep their dates. Nothing is announced ahead of its time. */
export async function layNews(tx: Tx, now: Date): Promise<void> {
  const move = mover(now)
  for (const n of news) {
    const publishedAt = n.isRelative ? move(n.at) : inJapan(n.at)
    await makeNews(tx, {
      id: demoId(`news:${n.slug}`), slug: n.slug, title: n.title, category: n.category, department: n.department, summary: n.body[0] ?? '', body: readText({ text: [...n.body, lastLine].join('\n\n') }).html,
      isShareable: n.isShareable ?? false, publishedAt: publishedAt > now ? now : publishedAt, ...(n.change && { change: n.change }), ...(n.figure && { figure: n.figure }),
    })
  }
}
