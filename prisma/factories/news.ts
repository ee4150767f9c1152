import type { Db, Tx } from '../../app/core/db.server.ts'
import { newId } from '../../app/core/ids.ts'
import type { News, Prisma } from '../generated/client.ts'
import { DEMO_NOW } from './accounts.ts'

/** A published announcement. */
export const makeNews = (db: Db | Tx, over: Partial<Prisma.NewsUncheckedCreateInput> = {}): Promise<News> =>
  db.news.create({ data: { slug: `news-${newId().slice(-12)}`, title: 'お知らせ', category: 'お知らせ', department: '人事課', summary: '概要です。', body: '<p>本文です。</p>', publishedAt: DEMO_NOW, ...over } })
