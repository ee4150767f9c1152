/** The demo: made by the same factories as the rows of tests, the same every time but for its dates. */
import type { Ctx } from '../../app/core/ctx.ts'
import { liveJobs } from '../../app/domain/live/jobs.ts'
import { saveOrganisation } from '../../app/domain/organisation/index.server.ts'
import { events, LIVE, PAST } from './events.ts'
import { demoId } from './ids.ts'
import { layBoards } from './lay-boards.ts'
import { layEvents, timesOf } from './lay-events.ts'
import { layMentors } from './lay-mentors.ts'
import { layNews } from './lay-news.ts'
import { layNotices } from './lay-notices.ts'
import { layPeople } from './lay-people.ts'
import { encodePictures, layPictures } from './lay-pictures.ts'
import { layPolls } from './lay-polls.ts'
import { layProposals } from './lay-proposals.ts'
import { moveDates } from './move-demo.ts'

const organisation = { name: 'みやぎアルムナイネットワーク', shortName: 'みやぎ', office: '宮城県 人事課', officeHours: '平日8時30分〜17時15分', launchedOn: '2025-09-24', isDemo: true }

const endOf = (now: Date): Date => {
  const live = events.find((e) => e.key === LIVE)
  return live ? timesOf(live, now).endsAt : now
}

/** Fills an empty place, at once or not at all. */
export async function layDemo(ctx: Ctx): Promise<void> {
  const now = ctx.now()
  const pictures = await encodePictures(ctx)
  await ctx.tx(async (tx) => {
    const { db } = tx
    await layPeople(db, now)
    await layNews(db, now)
    await layBoards(db, now)
    await layPictures(db, pictures, now)
    await layPolls(db, now)
    await layEvents(db, now)
    await layProposals(db, now)
    // The workers keep what the room of the past seminar left, as they do for any room.
    tx.enqueue(liveJobs, 'room.closed', { eventId: demoId(`event:${PAST}`) })
    await layMentors(db, now)
    await layNotices(db, now)
    await saveOrganisation(db, { ...organisation, demoLaidAt: now, demoEndsAt: endOf(now) })
  })
}

/** Lays the dates of the demo out anew, so that there is a seminar live now. */
export async function moveDemo(ctx: Ctx): Promise<void> {
  const now = ctx.now()
  await ctx.tx(async ({ db }) => {
    const row = await db.organisation.findUniqueOrThrow({ where: { id: 1 }, select: { demoLaidAt: true } })
    await moveDates(db, row.demoLaidAt ?? now, now)
    await db.organisation.update({ where: { id: 1 }, data: { demoLaidAt: now, demoEndsAt: endOf(now) } })
  })
}
