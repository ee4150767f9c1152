import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type Actor, guest, system } from '../../core/actor.ts'
import { isDomainError } from '../../core/errors.ts'
import type { Event } from '../../../prisma/generated/client.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeEvent, makeEventPerson } from '../../../prisma/factories/events.ts'
import { actorOf, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { accessEvent, accessHostedEvent, eventFacts, visibleTo } from './access.server.ts'
import { canHost, canSeeEvent } from './policy.ts'

const actors: Actor[] = [guest, system]
const events: Event[] = []

beforeAll(async () => {
  const db = testDb()
  const people = [
    await makeMember(db, {}), await makeMember(db, {}), await makeMember(db, { role: 'moderator' }), await makeMember(db, { role: 'hr_admin' }), await makeMember(db, { role: 'department' }),
    await makeMember(db, { role: 'operator' }), await makeMember(db, { status: 'applicant' }), await makeMember(db, { status: 'suspended' }), await makeMember(db, { role: 'hr_admin', status: 'suspended' }),
  ]
  actors.push(...people.map(actorOf))
  for (const status of ['draft', 'published', 'cancelled'] as const) for (const host of [null, ...people]) events.push(await makeEvent(db, { status, hostId: host?.id ?? null }))
  for (const status of ['draft', 'published'] as const) for (const cohost of people) {
    const event = await makeEvent(db, { status })
    await makeEventPerson(db, { event, member: cohost })
    events.push(await db.event.findUniqueOrThrow({ where: { id: event.id } }))
  }
})

test('the policy, the query beside it and the access function agree for every kind of actor and event', async () => {
  await fc.assert(fc.asyncProperty(fc.nat(), fc.nat(), async (a, e) => {
    const actor = actors[a % actors.length] ?? guest
    const event = events[e % events.length]
    if (!event) return
    const ctx = testCtx(actor)
    const expected = canSeeEvent(actor, event)
    const found = await ctx.db.event.count({ where: { AND: [{ id: event.id }, visibleTo(actor)] } })
    expect(found === 1).toBe(expected)
    expect(await answers(accessEvent(ctx, event.id))).toBe(expected)
    expect(await answers(accessHostedEvent(ctx, event.id))).toBe(expected && canHost(actor, event))
    const facts = await eventFacts(testCtx(system), event.id)
    expect(await answers(accessEvent(ctx, event.id, facts))).toBe(expected)
    expect(await answers(accessHostedEvent(ctx, event.id, facts))).toBe(expected && canHost(actor, event))
  }), { numRuns: 200 })
})

test.each(['', 'x', '00000000-0000-0000-0000-000000000000', "1' or true --"])('%j is not found', async (id) => {
  await expect(accessEvent(testCtx(system), id)).rejects.toMatchObject({ code: 'not_found' })
})

/** Whether something was found; anything but `not_found` is a failure. */
async function answers(found: Promise<unknown>): Promise<boolean> {
  try {
    await found
    return true
  } catch (error) {
    if (isDomainError(error) && error.code === 'not_found') return false
    throw error
  }
}
