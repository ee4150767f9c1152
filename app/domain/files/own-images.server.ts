import { isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'

/** The sizes of the actor's own images among these, by id. */
export async function ownImages(ctx: Ctx, ids: readonly string[]): Promise<Map<string, { width: number; height: number }>> {
  if (!isMember(ctx.actor)) throw notFound()
  if (ids.length === 0) return new Map()
  const found = await ctx.db.$queryRaw<{ id: string; width: number; height: number }[]>`
    select id, width, height from file where id = any(${[...ids]}::uuid[]) and owner_id = ${ctx.actor.id}::uuid and width is not null and height is not null`
  return new Map(found.map(({ id, width, height }) => [id, { width, height }]))
}
