import type { Ctx } from '../../core/ctx.ts'
import { conflict, notFound } from '../../core/errors.ts'
import { hashToken, newToken } from './tokens.server.ts'

const LINK_MS = 3_600_000

/** Whether nobody is here yet: only then the place may be set up. */
export async function isEmptyPlace(ctx: Ctx): Promise<boolean> {
  return (await ctx.db.member.findFirst({ select: { id: true } })) === null
}

/**
 * A one-time address for the first administrator, good for an hour; earlier ones that were not used are dead.
 * Throws `conflict` when somebody is here already.
 */
export async function createSetupLink(ctx: Ctx): Promise<string> {
  if (!(await isEmptyPlace(ctx))) throw conflict('setup.not_empty')
  const token = newToken()
  await ctx.tx(async (tx) => {
    await tx.db.setupToken.deleteMany({ where: { usedAt: null } })
    await tx.db.setupToken.create({ data: { tokenHash: hashToken(token), createdAt: tx.now(), expiresAt: new Date(tx.now().getTime() + LINK_MS) }, select: { tokenHash: true } })
  })
  return `${ctx.place.publicUrl}/setup?token=${token}`
}

/** Throws `not_found` unless the token opens the set-up of this empty place now. */
export async function checkSetupToken(ctx: Ctx, token: string): Promise<void> {
  const row = await ctx.db.setupToken.findUnique({ where: { tokenHash: hashToken(token) }, select: { usedAt: true, expiresAt: true } })
  if (row === null || row.usedAt !== null || row.expiresAt <= ctx.now() || !(await isEmptyPlace(ctx))) throw notFound()
}
