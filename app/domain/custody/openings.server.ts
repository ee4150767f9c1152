import { parse, stringify } from 'uuid'
import type { z } from 'zod'
import { type Account, isStaff, system } from '../../core/actor.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, notFound } from '../../core/errors.ts'
import { isId, newId } from '../../core/ids.ts'
import { hide, seal, unseal } from '../../core/sealing.server.ts'
import { cardSelect, type MemberCard, toCard } from '../accounts/index.server.ts'
import { custodyJobs } from './jobs.ts'
import { keyOf, type LiveKey, liveKeys, readKeys, unlock } from './keys.server.ts'
import { OPENING_HOURS, type OpeningStatus, type Seat } from './policy.ts'
import type { askInput, confirmInput, decideInput, readInput } from './schema.ts'
import { authorIn } from './seal-author.server.ts'

type OpeningRow = { id: string; questionId: string; status: OpeningStatus; reason: string; askedById: string; expiresAt: Date; decidedById: string | null; half: Uint8Array | null; askerBox: Uint8Array | null; deciderBox: Uint8Array | null; hrKeyId: string; secondKeyId: string }

/** What only whoever has the place's secret reads of a job. */
export const jobKey = (ctx: Ctx, openingId: string): Uint8Array => Buffer.from(ctx.sign('custody.opened', openingId), 'base64url')

/** Whoever acts, as a custodian in office. Throws `not_found` to everybody else. */
export async function custodian(ctx: Ctx): Promise<{ me: Account; keys: Record<Seat, LiveKey>; mine: LiveKey }> {
  const { actor } = ctx
  if (!isStaff(actor)) throw notFound()
  const keys = await liveKeys(ctx.db)
  const mine = keyOf(keys, actor)
  if (keys === null || mine === undefined) throw notFound()
  return { me: actor, keys, mine }
}

async function findOpening(ctx: Ctx, id: string, isLocking = false): Promise<OpeningRow | null> {
  if (!isId(id)) return null
  if (isLocking) await ctx.db.$queryRaw`select 1 from seal_opening where id = ${id}::uuid for update`
  const row = await ctx.db.sealOpening.findUnique({ where: { id }, include: { seal: { select: { hrKeyId: true, secondKeyId: true } } } })
  return row && { ...row, status: row.status as OpeningStatus, hrKeyId: row.seal.hrKeyId, secondKeyId: row.seal.secondKeyId }
}

async function readOpening(ctx: Ctx, id: string, isLocking = false): Promise<OpeningRow> {
  const row = await findOpening(ctx, id, isLocking)
  if (!row) throw notFound()
  return row
}

/** A line of the audit trail: which question, who and why; never who asked it. */
const note = (tx: TxCtx, action: string, row: { id: string; questionId: string; reason: string }) => tx.audit({ action, subject: 'question', subjectId: row.questionId, reason: row.reason, detail: { openingId: row.id } })

/**
 * The first custodian asks to open a seal, with a reason, and takes their half off it. Throws `not_found` (no custodian, no seal),
 * `invalid` (another passphrase), `conflict` (asked or opened already, or sealed with keys that are gone).
 */
export async function askToOpen(ctx: Ctx, { questionId, reason, secret, commandId }: z.output<typeof askInput>): Promise<{ openingId: string }> {
  const { me, keys, mine } = await custodian(ctx)
  const sealed = await ctx.db.questionSeal.findUnique({ where: { questionId } })
  if (!sealed || mine.seat !== 'hr') throw notFound()
  if (sealed.hrKeyId !== keys.hr.id || sealed.secondKeyId !== keys.second.id) throw conflict('custody.keys_gone')
  const half = await unlock(ctx, mine, secret, 'secret', (privateKey) => unseal(new Uint8Array(sealed.box), mine.publicKey, privateKey))
  return once(ctx, 'custody:ask', commandId, async (tx) => {
    await sameKeys(tx, keys)
    const before = await tx.db.sealOpening.findFirst({ where: { questionId, status: 'waiting' }, select: { id: true } })
    if (before) await expireOpening(tx, before.id)
    const id = newId()
    const expiresAt = new Date(tx.now().getTime() + OPENING_HOURS * 3_600_000)
    const isNew = await tx.db.$executeRaw`
      insert into seal_opening (id, question_id, reason, status, asked_by_id, asked_at, expires_at, half)
      values (${id}::uuid, ${questionId}::uuid, ${reason}, 'waiting', ${me.id}::uuid, ${tx.now()}, ${expiresAt}, ${half}) on conflict do nothing`
    if (isNew === 0) throw conflict('custody.asked_already')
    note(tx, 'seal.asked', { id, questionId, reason })
    tx.enqueue(custodyJobs, 'seal.tell', { openingId: id })
    tx.enqueue(custodyJobs, 'seal.expire', { openingId: id }, { dueAt: expiresAt })
    return { openingId: id }
  })
}

/** The keys stay with whom they are until the transaction ends, and are those that were used. */
async function sameKeys(tx: TxCtx, keys: Record<Seat, LiveKey>): Promise<void> {
  const now = await readKeys(tx.db, true)
  for (const key of [keys.hr, keys.second]) if (!now.some((k) => k.id === key.id && k.holderId === key.holderId)) throw conflict('custody.held')
}

/**
 * The second custodian confirms: the seal is open, and the author is shown to both. Confirming twice, also at once, is one opening. Throws
 * `not_found`, `invalid` (another passphrase), `conflict` (decided otherwise, too late, or a key has changed hands).
 */
export async function confirmOpening(ctx: Ctx, { openingId, secret, commandId }: z.output<typeof confirmInput>): Promise<{ author: MemberCard | null }> {
  const { me, keys, mine } = await custodian(ctx)
  const before = await readOpening(ctx, openingId)
  if (mine.seat !== 'second' || before.askedById === me.id) throw notFound()
  if (before.hrKeyId !== keys.hr.id || before.secondKeyId !== keys.second.id) throw conflict('custody.keys_gone')
  if (before.status === 'opened') return readOpened(ctx, { openingId, secret })
  checkWaiting(before, ctx.now())
  const { half } = before
  const authorId = await unlock(ctx, mine, secret, 'secret', (privateKey) => authorIn(new Uint8Array(half ?? []), before.questionId, mine, privateKey))
  const [askerBox, deciderBox] = [await seal(parse(authorId), keys.hr.publicKey), await seal(parse(authorId), mine.publicKey)]
  const hidden = await hide(authorId, jobKey(ctx, openingId))
  await once(ctx, 'custody:confirm', commandId, async (tx) => {
    await sameKeys(tx, keys)
    const row = await readOpening(tx, openingId, true)
    if (row.status === 'opened') return null
    checkWaiting(row, tx.now())
    await tx.db.sealOpening.update({ where: { id: openingId }, data: { status: 'opened', decidedById: me.id, decidedAt: tx.now(), half: null, askerBox, deciderBox }, select: { id: true } })
    note(tx, 'seal.opened', row)
    tx.enqueue(custodyJobs, 'seal.tell', { openingId })
    tx.enqueue(custodyJobs, 'seal.opened', { openingId, hidden })
    return null
  })
  return { author: await cardOf(ctx, authorId) }
}

function checkWaiting({ status, expiresAt }: OpeningRow, now: Date): void {
  if (status !== 'waiting') throw conflict('custody.decided')
  if (expiresAt <= now) throw conflict('custody.too_late')
}

async function cardOf(ctx: Ctx, id: string): Promise<MemberCard | null> {
  const row = await ctx.db.member.findUnique({ where: { id }, select: cardSelect })
  return row && toCard(row)
}

/** One of the two who opened a seal sees again whose it is, by their own passphrase; each look is on record. Throws `not_found` to everybody else. */
export async function readOpened(ctx: Ctx, { openingId, secret }: z.output<typeof readInput>): Promise<{ author: MemberCard | null }> {
  const { me, mine } = await custodian(ctx)
  const row = await readOpening(ctx, openingId)
  const box = row.askedById === me.id ? row.askerBox : row.decidedById === me.id ? row.deciderBox : null
  if (row.status !== 'opened' || box === null) throw notFound()
  if (mine.id !== (row.askedById === me.id ? row.hrKeyId : row.secondKeyId)) throw conflict('custody.keys_gone')
  const authorId = await unlock(ctx, mine, secret, 'secret', async (privateKey) => stringify(await unseal(new Uint8Array(box), mine.publicKey, privateKey)))
  await ctx.tx(async (tx) => note(tx, 'seal.read', row))
  return { author: await cardOf(ctx, authorId) }
}

/** The second custodian says no, or the first takes the request back. Throws `not_found`, or `conflict` when it was decided otherwise. */
export async function refuseOpening(ctx: Ctx, { openingId, commandId }: z.output<typeof decideInput>): Promise<null> {
  const { me } = await custodian(ctx)
  return once(ctx, 'custody:refuse', commandId, async (tx) => {
    const row = await readOpening(tx, openingId, true)
    const status = row.askedById === me.id ? 'withdrawn' : 'refused'
    if (row.status === status) return null
    checkWaiting(row, tx.now())
    await tx.db.sealOpening.update({ where: { id: openingId }, data: { status, decidedById: me.id, decidedAt: tx.now(), half: null }, select: { id: true } })
    note(tx, `seal.${status}`, row)
    tx.enqueue(custodyJobs, 'seal.tell', { openingId })
    return null
  })
}

/** A request that nobody decided in time is over. Before that, after a decision, and of one that is gone nothing changes; what cannot be read is tried again. */
export const expireOpening = (ctx: Ctx, openingId: string): Promise<void> =>
  ctx.as(system).tx(async (tx) => {
    const row = await findOpening(tx, openingId, true)
    if (row?.status !== 'waiting' || row.expiresAt > tx.now()) return
    await tx.db.sealOpening.update({ where: { id: openingId }, data: { status: 'expired', decidedAt: tx.now(), half: null }, select: { id: true } })
    note(tx, 'seal.expired', row)
    tx.enqueue(custodyJobs, 'seal.tell', { openingId })
  })
