import type { Tx } from '../../app/core/db.server.ts'
import { events, LIVE } from './events.ts'
import { memberId } from './ids.ts'
import { agendaOf, eventId, layLiveRoom, timesOf } from './lay-events.ts'
import { moveProposals } from './lay-proposals.ts'
import { moveVoices } from './lay-voices.ts'
import { layNews } from './lay-news.ts'
import { news } from './news.ts'
import { alumni } from './people.ts'
import { daysBetween, monthsAgo } from './time.ts'

/**
 * Lays the dates of a demo out anew: what was written moves by whole days to today and never into the future, the events move the
 * same way, the live seminar begins 20 minutes before `now` with its room as at first. What visitors wrote stays.
 */
export async function moveDates(tx: Tx, laidAt: Date, now: Date): Promise<void> {
  const days = daysBetween(laidAt, now)
  const later = `${days} days`
  if (days !== 0) {
    await tx.$executeRaw`update post set created_at = least(created_at + ${later}::interval, ${now})`
    await tx.$executeRaw`update topic set created_at = least(created_at + ${later}::interval, ${now}), last_post_at = least(last_post_at + ${later}::interval, ${now}), pinned_at = pinned_at + ${later}::interval, heat = heat + ${days * 86_400},
      slow_until = slow_until + ${later}::interval, assigned_due = assigned_due + ${days}::int, confirm_from = confirm_from + ${later}::interval`
    await tx.$executeRaw`update topic_confirmation set at = least(at + ${later}::interval, ${now})`
    await tx.$executeRaw`update scheduled_topic set created_at = least(created_at + ${later}::interval, ${now}), due_at = due_at + ${later}::interval`
    await tx.$executeRaw`update poll set created_at = least(created_at + ${later}::interval, ${now}), closes_at = closes_at + ${later}::interval where closed_at is null`
    await tx.$executeRaw`update topic_read set at = least(at + ${later}::interval, ${now}), posted_at = least(posted_at + ${later}::interval, ${now})`
    await tx.$executeRaw`update application set created_at = least(created_at + ${later}::interval, ${now})`
    await tx.$executeRaw`update report set created_at = least(created_at + ${later}::interval, ${now})`
    await tx.$executeRaw`update notification set created_at = least(created_at + ${later}::interval, ${now})`
    await tx.$executeRaw`update mentor_request set created_at = least(created_at + ${later}::interval, ${now})`
    await moveProposals(tx, later, now)
    await moveVoices(tx, later, now)
    const moving = news.filter((n) => n.isRelative)
    await tx.news.deleteMany({ where: { slug: { in: moving.map((n) => n.slug) } } })
    await layNews(tx, now, moving)
    await tx.$executeRaw`update reminder set due_at = due_at + ${later}::interval where claimed_at is null`
  }
  for (const e of events) await tx.event.update({ where: { id: eventId(e.key) }, data: { ...timesOf(e, now), agenda: agendaOf(e, timesOf(e, now).startsAt), sequence: { increment: 1 } } })
  await tx.question.deleteMany({ where: { eventId: eventId(LIVE) } })
  await tx.poll.deleteMany({ where: { subject: 'event', subjectId: eventId(LIVE) } })
  await tx.room.deleteMany({ where: { eventId: eventId(LIVE) } })
  await layLiveRoom(tx, now)
  await forgetStreams(tx)
  for (const p of alumni) if (typeof p.left !== 'string') await tx.profile.update({ where: { memberId: memberId(p.key) }, data: { leftOn: monthsAgo(now, p.left.monthsAgo) } })
}

/** A tab that was left open must fetch the room afresh: its number is behind, and what lies between is not kept. */
async function forgetStreams(tx: Tx): Promise<void> {
  const own = `event:${eventId(LIVE)}:%`
  await tx.$executeRaw`delete from live_event where stream like ${own}`
  await tx.$executeRaw`update stream set seq = seq + 1 where name like ${own}`
}
