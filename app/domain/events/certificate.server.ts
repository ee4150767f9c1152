/** 受講証明: that somebody took part, under a number with which whoever was shown it can see that it is true. */
import { randomBytes } from 'node:crypto'
import { isMember, isStaff } from '../../core/actor.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { DomainError, notFound } from '../../core/errors.ts'
import { isId } from '../../core/ids.ts'
import { networkOf } from '../accounts/index.server.ts'
import { CERTIFICATE_LETTERS, CERTIFICATE_LENGTH } from './policy.ts'
import type { CertificateInput } from './schema.ts'
import type { SeatKind } from './views.ts'

/** Instants are ISO texts. */
export type CertificatePage = {
  event: { id: string; title: string; kind: 'seminar' | 'meetup'; startsAt: string; endsAt: string; host: string | null }
  seat: SeatKind
  /** Null: it was not issued yet. */
  certificate: { number: string; name: string; issuedAt: string } | null
}
/** `isValid`: that they took part is still on record. */
export type CertificateFound = { number: string; name: string; issuedAt: string; isValid: boolean; event: { id: string; title: string; startsAt: string } }

const attended = (ctx: Ctx, eventId: string) =>
  isMember(ctx.actor) && isId(eventId)
    ? ctx.db.registration.findFirst({ where: { eventId, memberId: ctx.actor.id, status: 'attended', event: { status: 'published' } }, include: { certificate: true, event: { include: { host: { select: { displayName: true } } } } } })
    : null

/** One's own, of an event one took part in. Throws `not_found` for every other. */
export async function readCertificate(ctx: Ctx, eventId: string): Promise<CertificatePage> {
  const row = await attended(ctx, eventId)
  if (!row) throw notFound()
  const { event, certificate } = row
  return {
    event: { id: event.id, title: event.title, kind: event.kind, startsAt: event.startsAt.toISOString(), endsAt: event.endsAt.toISOString(), host: event.host?.displayName ?? null },
    seat: row.seat, certificate: certificate && { number: certificate.number, name: certificate.name, issuedAt: certificate.issuedAt.toISOString() },
  }
}

const newNumber = (): string => Array.from(randomBytes(CERTIFICATE_LENGTH), (byte) => CERTIFICATE_LETTERS[byte % CERTIFICATE_LETTERS.length]).join('')

/** Issues it, with the name one has now; a second time it is the same. Throws `not_found` to who did not take part. */
export async function issueCertificate(ctx: Ctx, eventId: string, { commandId }: CertificateInput): Promise<null> {
  return once(ctx, 'events.certificate', commandId, async (tx) => {
    const row = await attended(tx, eventId)
    if (!row) throw notFound()
    const { displayName: name } = await tx.db.member.findUniqueOrThrow({ where: { id: row.memberId }, select: { displayName: true } })
    await tx.db.certificate.createMany({ data: [{ number: newNumber(), eventId: row.eventId, memberId: row.memberId, name, issuedAt: tx.now() }], skipDuplicates: true })
    return null
  })
}

/** What stands under a number, however it is typed; for the office. Null: nothing does. */
export async function findCertificate(ctx: Ctx, typed: string): Promise<CertificateFound | null> {
  if (!isStaff(ctx.actor)) throw notFound()
  return lookUp(ctx, typed)
}

/** Numbers that stand for nothing, from one network. */
const MISSES = { points: 60, seconds: 3_600 }

/**
 * The same for whoever was shown a certificate, by the address printed on it, without an account: the number is as long as a secret, and
 * who has it holds the certificate. Throws `not_found` for any other, `too_many` to who tries numbers.
 */
export async function checkCertificate(ctx: Ctx, number: string, ip: string): Promise<CertificateFound> {
  const network = networkOf(ip)
  const wait = await ctx.limit.wait('certificate-miss', network, MISSES)
  if (wait > 0) throw new DomainError('too_many', { retryAfter: wait })
  const found = await lookUp(ctx, number)
  if (found !== null) return found
  await ctx.limit('certificate-miss', network, MISSES)
  throw notFound()
}

async function lookUp(ctx: Ctx, typed: string): Promise<CertificateFound | null> {
  const number = typed.slice(0, 100).normalize('NFKC').toUpperCase().replace(/[\s\p{Pd}−ー]/gu, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  if (number.length !== CERTIFICATE_LENGTH || [...number].some((sign) => !CERTIFICATE_LETTERS.includes(sign))) return null
  const row = await ctx.db.certificate.findUnique({ where: { number }, include: { registration: { select: { status: true, event: { select: { id: true, title: true, startsAt: true, status: true } } } } } })
  if (!row) return null
  const { event, status } = row.registration
  return { number, name: row.name, issuedAt: row.issuedAt.toISOString(), isValid: status === 'attended' && event.status === 'published', event: { id: event.id, title: event.title, startsAt: event.startsAt.toISOString() } }
}
