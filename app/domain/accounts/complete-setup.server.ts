import { randomInt } from 'node:crypto'
import type { Ctx } from '../../core/ctx.ts'
import { invalid, notFound } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { saveOrganisation } from '../organisation/index.server.ts'
import { isCommonPassword } from './common-password.server.ts'
import { rememberDevice } from './known-device.server.ts'
import type { SetupInput } from './schema.ts'
import { checkSetupToken, isEmptyPlace } from './setup-link.server.ts'
import { type Browser, startSession } from './start-session.server.ts'
import { hashToken } from './tokens.server.ts'

/** Hours that are usual for a public office in Japan; settings change them. */
const OFFICE_HOURS = '平日8時30分〜17時15分'

/** A name for addresses that says nothing about its owner until they choose one: eight letters and digits, none that look alike. */
export const newHandle = (): string => Array.from({ length: 8 }, () => 'abcdefghjkmnpqrstuvwxyz23456789'[randomInt(31)]).join('')

/**
 * Names the organisation, makes the first HR administrator and signs them in; answers with the Set-Cookie lines. The token opens this once,
 * for one person, however many try at the same time. Throws `not_found` for a token that does not, `invalid` for a common password.
 */
export async function completeSetup(ctx: Ctx, input: SetupInput, browser: Browser): Promise<{ cookies: string[]; memberId: string }> {
  await checkSetupToken(ctx, input.token)
  const about = [input.email, input.familyName, input.givenName, input.familyKana, input.givenKana, input.organisation, input.office]
  if (isCommonPassword(input.password, about)) throw invalid({ password: 'setup.password_common' })
  const passwordHash = await ctx.passwords.hash(input.password)
  return ctx.tx(async (tx) => {
    // One after another: of two links in two hands only one makes an administrator.
    await tx.db.$executeRaw`select pg_advisory_xact_lock(hashtext('enishi setup'))`
    const { count } = await tx.db.setupToken.updateMany({ where: { tokenHash: hashToken(input.token), usedAt: null, expiresAt: { gt: tx.now() } }, data: { usedAt: tx.now() } })
    if (count === 0 || !(await isEmptyPlace(tx))) throw notFound()
    await saveOrganisation(tx.db, { name: input.organisation, shortName: input.organisation, office: input.office, officeHours: OFFICE_HOURS, launchedOn: null, isDemo: false })
    const memberId = newId()
    await tx.db.member.create({
      data: {
        id: memberId, email: input.email, passwordHash, status: 'active', role: 'hr_admin', handle: newHandle(),
        familyName: input.familyName, givenName: input.givenName, familyKana: input.familyKana, givenKana: input.givenKana,
        displayName: joined(input.familyName, input.givenName), kana: joined(input.familyKana, input.givenKana),
        createdAt: tx.now(), approvedAt: tx.now(), readBefore: tx.now(),
      },
      select: { id: true },
    })
    tx.audit({ action: 'place.set_up', subject: 'member', subjectId: memberId })
    const { cookie } = await startSession(tx, memberId, browser)
    return { memberId, cookies: [cookie, await rememberDevice(tx, memberId, browser.cookieHeader)] }
  })
}

const joined = (family: string, given: string): string => (given === '' ? family : `${family} ${given}`)
