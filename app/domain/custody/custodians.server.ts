import { isHrAdmin, isStaff } from '../../core/actor.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, invalid, notFound } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { makeKey as newKey } from '../../core/sealing.server.ts'
import type { z } from 'zod'
import { custodyJobs } from './jobs.ts'
import { isHeld, readKeys } from './keys.server.ts'
import { maySit, type Seat, seats } from './policy.ts'
import type { giveUpInput, makeInput, nameInput } from './schema.ts'

/** `gone`: its holder may not hold it any more. */
export type SeatView = { seat: Seat; state: 'empty' | 'named' | 'ready' | 'gone'; holder: { id: string; name: string } | null; since: string | null; isMine: boolean }
/** `mine`: the seat of whoever looks. `offered`: who could hold which seat; for whoever may name somebody. */
export type Custodians = { seats: SeatView[]; isReady: boolean; mine: Seat | null; mayName: boolean; offered: { id: string; name: string; seats: Seat[] }[] }

/** The two custodians, for the office. */
export async function readCustodians(ctx: Ctx): Promise<Custodians> {
  const { actor } = ctx
  if (!isStaff(actor)) throw notFound()
  const keys = await readKeys(ctx.db)
  const views = seats.map((seat): SeatView => {
    const key = keys.find((k) => k.seat === seat)
    if (!key) return { seat, state: 'empty', holder: null, since: null, isMine: false }
    return { seat, state: !isHeld(key) ? 'gone' : key.madeAt === null ? 'named' : 'ready', holder: { id: key.holderId, name: key.name }, since: (key.madeAt ?? key.namedAt).toISOString(), isMine: key.holderId === actor.id && isHeld(key) }
  })
  const taken = new Set(keys.filter(isHeld).map((k) => k.holderId))
  const office = await ctx.db.member.findMany({ where: { status: 'active', role: { in: ['hr_admin', 'moderator'] } }, select: { id: true, displayName: true, role: true }, orderBy: [{ kana: 'asc' }, { id: 'asc' }], take: 200 })
  const offered = office.filter((m) => !taken.has(m.id)).map((m) => ({ id: m.id, name: m.displayName, seats: seats.filter((seat) => maySit(seat, m.role)) }))
  return { seats: views, isReady: views.every((v) => v.state === 'ready'), mine: views.find((v) => v.isMine)?.seat ?? null, mayName: isHrAdmin(actor), offered }
}

/** Who could hold a seat, or `invalid`. */
export async function candidate(ctx: Ctx, seat: Seat, memberId: string): Promise<{ id: string }> {
  const member = await ctx.db.member.findFirst({ where: { id: memberId, status: 'active' }, select: { id: true, role: true } })
  if (!member || !maySit(seat, member.role)) throw invalid({ memberId: 'custody.may_not_hold' })
  return member
}

/**
 * An HR administrator names who shall hold a key: of a seat that is empty, whose key is not made yet, or whose holder is gone. A key that
 * is held passes on by both custodians alone, or is given up by its holder. Throws `conflict`.
 */
export const nameCustodian = async (ctx: Ctx, { seat, memberId, commandId }: z.output<typeof nameInput>): Promise<null> => {
  if (!isHrAdmin(ctx.actor)) throw notFound()
  return once(ctx, 'custody:name', commandId, async (tx) => {
    const keys = await readKeys(tx.db, true)
    const now = keys.find((k) => k.seat === seat)
    if (now && isHeld(now) && now.madeAt !== null) throw conflict('custody.held')
    const { id } = await candidate(tx, seat, memberId)
    const other = keys.find((k) => k.seat !== seat && k.holderId === id)
    if (other) throw invalid({ memberId: 'custody.holds_other' })
    if (now) await tx.db.custodianKey.update({ where: { id: now.id }, data: { endedAt: tx.now(), locked: null }, select: { id: true } })
    const named = await tx.db.$executeRaw`insert into custodian_key (id, seat, holder_id, named_at) values (${newId()}::uuid, ${seat}, ${id}::uuid, ${tx.now()}) on conflict do nothing`
    if (named === 0) throw conflict('custody.held')
    tx.audit({ action: 'custodian.named', subject: 'member', subjectId: id, detail: { seat } })
    return null
  })
}

/** Whoever was named makes their key, under a passphrase that nobody else knows. Throws `not_found` to everybody else. */
export async function makeKey(ctx: Ctx, { secretNew, commandId }: z.output<typeof makeInput>): Promise<null> {
  const { actor } = ctx
  if (!isStaff(actor)) throw notFound()
  const isOwn = (keys: Awaited<ReturnType<typeof readKeys>>) => keys.find((k) => k.holderId === actor.id && isHeld(k))
  if (!isOwn(await readKeys(ctx.db))) throw notFound()
  const made = await newKey(ctx.passwords.derive, secretNew)
  return once(ctx, 'custody:make', commandId, async (tx) => {
    const key = isOwn(await readKeys(tx.db, true))
    if (!key) throw notFound()
    if (key.madeAt !== null) throw conflict('custody.made_already')
    await tx.db.custodianKey.update({ where: { id: key.id }, data: { ...made, madeAt: tx.now() }, select: { id: true } })
    tx.enqueue(custodyJobs, 'custodians.changed', {})
    tx.audit({ action: 'custodian.key_made', subject: 'member', subjectId: actor.id, detail: { seat: key.seat } })
    return null
  })
}

/** A custodian gives their key up: it is gone, and what was sealed for it can never be opened. Throws `not_found` to whoever holds none. */
export async function giveUpKey(ctx: Ctx, { commandId }: z.output<typeof giveUpInput>): Promise<null> {
  const { actor } = ctx
  if (!isStaff(actor)) throw notFound()
  return once(ctx, 'custody:give-up', commandId, async (tx) => {
    const key = (await readKeys(tx.db, true)).find((k) => k.holderId === actor.id)
    if (!key) throw notFound()
    await tx.db.custodianKey.update({ where: { id: key.id }, data: { endedAt: tx.now(), locked: null }, select: { id: true } })
    tx.enqueue(custodyJobs, 'custodians.changed', {})
    tx.audit({ action: 'custodian.given_up', subject: 'member', subjectId: actor.id, detail: { seat: key.seat } })
    return null
  })
}
