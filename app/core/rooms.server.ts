/** Reading a room, for pages and for sockets alike: a state and the number of the last event it contains belong together. */
import { system } from './actor.ts'
import type { Ctx } from './ctx.ts'
import type { RoomSource, RoomView } from './rooms.ts'
import { readTogether, streamHead, streamHeads } from './streams.server.ts'

/** The whole room as this actor may see it, for a loader. Throws what `open` throws. */
export async function readRoom<State, Mine>(ctx: Ctx, source: RoomSource<State, Mine>, id: string): Promise<RoomView<State, Mine>> {
  const { stream, can } = await source.open(ctx, id)
  const [{ state, seq }, own] = await Promise.all([readShared(ctx, source, stream, id), readMine(ctx, source, id)])
  return { state, seq, ...own, can }
}

/** The shared state with its number and epoch, from one REPEATABLE READ transaction. The caller has authorised. */
export async function readShared<State>(ctx: Ctx, source: RoomSource<State, unknown>, stream: string, id: string): Promise<{ state: State; seq: number; epoch: number }> {
  return readTogether(ctx.db, async (tx) => {
    const head = await streamHead(tx, stream)
    return { ...head, state: await source.snapshot({ ...ctx.as(system), db: tx }, id) }
  })
}

/**
 * What belongs to each of these members alone. The number of a member's own stream is read first, so `mine` contains at least
 * everything up to it; applying a later event that it already contains must change nothing.
 */
export async function readMineOf<Mine>(ctx: Ctx, source: RoomSource<unknown, Mine>, id: string, memberIds: readonly string[]): Promise<Map<string, { mine: Mine; mineSeq: number }>> {
  if (source.mine === undefined) return new Map()
  const heads = await streamHeads(ctx.db, memberIds.map((memberId) => `user:${memberId}`))
  const found = await source.mine(ctx.as(system), id, memberIds)
  return new Map([...found].map(([memberId, mine]) => [memberId, { mine, mineSeq: heads.get(`user:${memberId}`)?.seq ?? 0 }]))
}

/** The same for the actor, who has nothing of their own where rooms know of nobody. */
export async function readMine<Mine>(ctx: Ctx, source: RoomSource<unknown, Mine>, id: string): Promise<{ mine: Mine; mineSeq: number }> {
  const own = ctx.actor.kind === 'account' ? (await readMineOf(ctx, source, id, [ctx.actor.id])).get(ctx.actor.id) : undefined
  return own ?? { mine: undefined as Mine, mineSeq: 0 }
}
