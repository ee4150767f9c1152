/** The demo: made by the same factories as the rows of tests, the same every time but for its dates. */
import type { Ctx, TxCtx } from '../../app/core/ctx.ts'
import { archiveRoom } from '../../app/domain/archive/index.server.ts'
import { saveOrganisation } from '../../app/domain/organisation/index.server.ts'
import { readyCustodians } from '../factories/custody.ts'
import { events, LIVE, PAST } from './events.ts'
import { demoId } from './ids.ts'
import { layBoards } from './lay-boards.ts'
import { layCustody, laySeals } from './lay-custody.ts'
import { layEvents, timesOf } from './lay-events.ts'
import { layMentors } from './lay-mentors.ts'
import { layNews } from './lay-news.ts'
import { layNotices } from './lay-notices.ts'
import { layPeople } from './lay-people.ts'
import { encodePictures, layPictures } from './lay-pictures.ts'
import { layPolls } from './lay-polls.ts'
import { layProposals } from './lay-proposals.ts'
import { layVoices } from './lay-voices.ts'
import { moveDates } from './move-demo.ts'

const organisation = { name: 'みやぎアルムナイネットワーク', shortName: 'みやぎ', office: '宮城県 人事課', officeHours: '平日8時30分〜17時15分', launchedOn: '2025-09-24', isDemo: true }

const endOf = (now: Date): Date => {
  const live = events.find((e) => e.key === LIVE)
  return live ? timesOf(live, now).endsAt : now
}

/** Laying the demo takes three seconds, on a small and busy machine far longer; nobody else waits for it. */
const SLOW = { ms: 180_000 }

/** Fills an empty place, at once or not at all. */
export async function layDemo(ctx: Ctx): Promise<void> {
  const now = ctx.now()
  const pictures = await encodePictures(ctx)
  await readyCustodians()
  await ctx.tx(async (tx) => {
    const { db } = tx
    await layPeople(db, now)
    await layNews(db, now)
    await layBoards(db, now)
    await layPictures(db, pictures, now)
    await layPolls(db, now)
    await layEvents(db, now)
    await layCustody(tx)
    await layProposals(db, now)
    await layRecord(tx)
    await layMentors(db, now)
    await layVoices(db, now)
    await layNotices(db, now)
    await saveOrganisation(db, { ...organisation, demoLaidAt: now, demoEndsAt: endOf(now) })
  }, SLOW)
}

/** What the room of the past seminar left, as any room leaves it, at the hour it was closed. */
async function layRecord(tx: TxCtx): Promise<void> {
  const eventId = demoId(`event:${PAST}`)
  await archiveRoom(tx, eventId)
  await tx.db.$executeRaw`
    with made as (select a.topic_id, r.closed_at as at from room_archive a join room r on r.event_id = a.event_id union all select k.topic_id, r.closed_at from question_topic k join question q on q.id = k.question_id join room r on r.event_id = q.event_id),
      dated as (update post p set created_at = m.at from made m where p.topic_id = m.topic_id)
    update topic t set created_at = m.at, last_post_at = m.at, heat = extract(epoch from m.at) from made m where t.id = m.topic_id`
}

/** Lays the dates of the demo out anew, so that there is a seminar live now. */
export async function moveDemo(ctx: Ctx): Promise<void> {
  const now = ctx.now()
  await ctx.tx(async (tx) => {
    const { db } = tx
    const row = await db.organisation.findUniqueOrThrow({ where: { id: 1 }, select: { demoLaidAt: true } })
    await moveDates(db, row.demoLaidAt ?? now, now)
    await laySeals(tx)
    await db.organisation.update({ where: { id: 1 }, data: { demoLaidAt: now, demoEndsAt: endOf(now) } })
  }, SLOW)
}
