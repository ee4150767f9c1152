import type { Db, Tx } from '../../app/core/db.server.ts'
import { newId } from '../../app/core/ids.ts'
import type { Event, EventMode, EventPerson, Prisma, Registration } from '../generated/client.ts'
import { DEMO_NOW } from './accounts.ts'

const DAY = 86_400_000
const HOUR = 3_600_000

type EventOver = Partial<Prisma.EventUncheckedCreateInput> & {
  /** Seats of the event's own kind; of a hybrid one, at the place. */
  capacity?: number | null
}

/** A published online seminar a week after DEMO_NOW, of 90 minutes and 50 seats, unless `over` says otherwise. Its end follows a given start. */
export async function makeEvent(db: Db | Tx, { capacity = 50, ...over }: EventOver = {}): Promise<Event> {
  const startsAt = new Date(over.startsAt ?? DEMO_NOW.getTime() + 7 * DAY + 9 * HOUR)
  const mode = over.mode ?? 'online'
  return db.event.create({
    data: {
      id: newId(), kind: 'seminar', mode, status: 'published', title: '介護と仕事を両立する制度を考える',
      summary: '仕事を続けながら家族を支えるとき、どんな制度があれば助かったか。', ...(mode === 'online' ? { onlineCapacity: capacity } : { venueCapacity: capacity }),
      endsAt: new Date(startsAt.getTime() + 1.5 * HOUR), createdAt: new Date(DEMO_NOW.getTime() - 10 * DAY), ...over, startsAt,
    },
  })
}

type Going = { event: { id: string; mode?: EventMode }; member: { id: string } }

/** A registration as a row, going unless `over` says otherwise, at the place where there is one; the database counts it. A waiting one needs its waitlistNo. */
export async function makeRegistration(db: Db | Tx, { event, member }: Going, over: Partial<Prisma.RegistrationUncheckedCreateInput> = {}): Promise<Registration> {
  const createdAt = over.createdAt ?? new Date(DEMO_NOW.getTime() - 3 * DAY)
  const mode = event.mode ?? (await db.event.findUniqueOrThrow({ where: { id: event.id }, select: { mode: true } })).mode
  return db.registration.create({ data: { status: 'going', seat: mode === 'online' ? 'online' : 'venue', createdAt, changedAt: createdAt, ...over, eventId: event.id, memberId: member.id } })
}

/** Somebody with a part in an event: a co-host unless `over` says otherwise. The database keeps `event.cohostIds`. */
export async function makeEventPerson(db: Db | Tx, { event, member }: { event: { id: string }; member: { id: string } | null }, over: Partial<Prisma.EventPersonUncheckedCreateInput> = {}): Promise<EventPerson> {
  const role = over.role ?? 'cohost'
  const position = over.position ?? (await db.eventPerson.count({ where: { eventId: event.id, role } })) + 1
  return db.eventPerson.create({ data: { ...over, eventId: event.id, role, position, memberId: member?.id ?? null } })
}
