import { createHash, randomBytes } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import type { Db, Tx } from '../../app/core/db.server.ts'
import { newId } from '../../app/core/ids.ts'
import { demoPassword } from '../../app/domain/accounts/demo-logins.ts'
import type { Member, Prisma } from '../generated/client.ts'

export const DEMO_NOW = new Date('2025-11-20T10:00:00+09:00')
const DAY = 86_400_000

/** Every made member has the password of the demo. Hashed once a process: the salt is the same for all of them, which a demo may. */
let demoHash: Promise<string> | undefined
export const demoPasswordHash = (): Promise<string> => (demoHash ??= hash(demoPassword, { memoryCost: 19_456, timeCost: 2, parallelism: 1 }))

let made = 0
const families = [['浜岸', 'はまぎし'], ['名取沢', 'なとりざわ'], ['遠刈野', 'とおがりの'], ['髙瀬川', 'たかせがわ'], ['𠮷廣', 'よしひろ'], ['志津川原', 'しづかわら']] as const
const givens = [['遥香', 'はるか'], ['真由', 'まゆ'], ['樹', 'いつき'], ['直人', 'なおと'], ['蒼太', 'そうた'], ['恵', 'めぐみ']] as const

/** A member who may use everything, unless `over` says otherwise; names differ, and given values make it deterministic. */
export async function makeMember(db: Db | Tx, over: Partial<Prisma.MemberUncheckedCreateInput> = {}): Promise<Member> {
  const n = made++
  const id = over.id ?? newId()
  const [family, familyKana] = families[n % families.length] ?? families[0]
  const [given, givenKana] = givens[Math.floor(n / families.length) % givens.length] ?? givens[0]
  const names = { familyName: over.familyName ?? family, givenName: over.givenName ?? given, familyKana: over.familyKana ?? familyKana, givenKana: over.givenKana ?? givenKana }
  const createdAt = over.createdAt ?? new Date(DEMO_NOW.getTime() - 30 * DAY)
  return db.member.create({
    data: {
      email: `m${n}-${id.slice(-12)}@example.com`,
      passwordHash: await demoPasswordHash(),
      status: 'active',
      handle: `m${n}-${id.slice(-12)}`,
      displayName: [names.familyName, names.givenName].filter(Boolean).join(' '),
      kana: [names.familyKana, names.givenKana].filter(Boolean).join(' '),
      createdAt,
      approvedAt: over.status === 'applicant' ? null : createdAt,
      readBefore: createdAt,
      ...names,
      ...over,
      id,
    },
  })
}

/** What a profile holds of a former name (旧姓). */
export const formerName = ({ name, kana, shownTo }: { name: string; kana: string; shownTo: 'members' | 'staff' }) => ({ formerName: name, formerKana: kana, visibility: { formerName: shownTo } })

/** Somebody whose former employment HR has not verified yet. */
export async function makeApplicant(db: Db | Tx, over: { member?: Partial<Prisma.MemberUncheckedCreateInput>; application?: Partial<Prisma.ApplicationUncheckedCreateInput> } = {}): Promise<Member> {
  const member = await makeMember(db, { ...over.member, status: 'applicant' })
  await db.application.create({
    data: { memberId: member.id, status: 'waiting', declaredLeftOn: new Date('2021-03-31T00:00:00Z'), department: '学びつながり室', jobType: '行政', createdAt: member.createdAt, ...over.application },
  })
  return member
}

/** A living session of a member, with the Cookie header that carries it. `publicUrl` decides the cookie's name. */
export async function makeSession(db: Db | Tx, member: { id: string }, { now = DEMO_NOW, expiresAt = new Date(now.getTime() + 30 * DAY), publicUrl = 'http://localhost' }: { now?: Date; expiresAt?: Date; publicUrl?: string } = {}) {
  const token = Array.from(randomBytes(40), (b) => 'abcdefghijklmnopqrstuvwxyz234567'[b % 32]).join('')
  const session = await db.session.create({ data: { tokenHash: createHash('sha256').update(token).digest('hex'), memberId: member.id, createdAt: now, expiresAt } })
  return { session, token, cookieHeader: `${publicUrl.startsWith('https:') ? '__Host-enishi' : 'enishi'}=${token}` }
}
