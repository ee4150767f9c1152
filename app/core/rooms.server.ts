/** Reading a room, for pages and for sockets alike: a state and the number of the last event it contains belong together. */
import { system } from './actor.ts'
import type { Ctx } from './ctx.ts'
import type { RoomSource, RoomView } from './rooms.ts'
import { readTogether, streamHead } from './streams.server.ts'

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
 * What belongs to this actor alone. The number of the actor's own stream is read first, so `mine` contains at least everything
 * up to it; applying a later event that it already contains must change nothing.
 */
export async function readMine<Mine>(ctx: Ctx, source: RoomSource<unknown, Mine>, id: string): Promise<{ mine: Mine; mineSeq: number }> {
  if (source.mine === undefined || ctx.actor.kind !== 'account') return { mine: undefined as Mine, mineSeq: 0 }
  const { seq } = await streamHead(ctx.db, `user:${ctx.actor.id}`)
  return { mine: await source.mine(ctx, id), mineSeq: seq }
}
