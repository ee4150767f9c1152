import type { AccountStatus } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { DomainError, forbidden, isDomainError } from '../../core/errors.ts'
import { deviceOf, rememberDevice } from './known-device.server.ts'
import type { LoginInput } from './schema.ts'
import { signInLimits } from './sign-in-limits.server.ts'
import { type Browser, startSession } from './start-session.server.ts'

type Candidate = { id: string; passwordHash: string | null; status: AccountStatus | 'left'; isKnownDevice: boolean }

/**
 * Signs in. Answers with the Set-Cookie lines (session, device) and what the account is. A wrong address and a wrong password are one refusal
 * (`invalid`, 「メールアドレスまたはパスワードが違います。」) that costs the same time and is counted alike. Throws `too_many` with retryAfter,
 * `forbidden` for a suspended account whose password was right, `unavailable` when too many are waiting.
 */
export async function login(ctx: Ctx, input: LoginInput, browser: Browser): Promise<{ cookies: string[]; memberId: string; status: 'applicant' | 'active' }> {
  const device = deviceOf(ctx, browser.cookieHeader)
  const [found] = await ctx.db.$queryRaw<Candidate[]>`
    select m.id, m.password_hash as "passwordHash", m.status::text as status,
      exists (select 1 from known_device d where d.member_id = m.id and d.device_hash = ${device ?? ''}) as "isKnownDevice"
    from member m where m.email = ${input.email}`
  const isKnownDevice = found?.isKnownDevice === true
  const limits = signInLimits(ctx, { email: input.email, ip: browser.ip, device: isKnownDevice ? device : null })
  const hash = found && found.status !== 'left' ? found.passwordHash : null
  const isRight = await tryPassword(ctx, limits, hash, input.password, isKnownDevice)
  if (!found || !isRight) {
    ctx.log.info({ event: 'sign_in.refused', memberId: found?.id ?? null, requestId: ctx.requestId }, 'sign-in refused')
    throw new DomainError('invalid', { fields: { form: 'login.failed' } })
  }
  await limits.forgive()
  if (found.status !== 'active' && found.status !== 'applicant') throw forbidden('login.suspended')
  const cookies = await ctx.tx(async (tx) => {
    // Between the comparison and now the account may have been suspended or its password changed; from here on it cannot.
    const [same] = await tx.db.$queryRaw<unknown[]>`
      select 1 from member where id = ${found.id}::uuid and status::text = ${found.status} and password_hash = ${hash} for share`
    if (!same) throw new DomainError('invalid', { fields: { form: 'login.failed' } })
    const { cookie } = await startSession(tx, found.id, browser)
    return [cookie, await rememberDevice(tx, found.id, browser.cookieHeader)]
  })
  ctx.log.info({ event: 'sign_in', memberId: found.id, requestId: ctx.requestId }, 'signed in')
  return { cookies, memberId: found.id, status: found.status }
}

async function tryPassword(ctx: Ctx, limits: ReturnType<typeof signInLimits>, hash: string | null, password: string, isUrgent: boolean): Promise<boolean> {
  await limits.check()
  try {
    return await ctx.passwords.verify(hash, password, { first: limits.count, isUrgent })
  } catch (error) {
    if (isDomainError(error) && error.code === 'too_many') throw new DomainError('too_many', { textKey: 'login.too_many', retryAfter: error.retryAfter })
    throw error
  }
}
