import type { TxCtx } from '../../core/ctx.ts'
import { topicStream } from './access.server.ts'

/**
 * After posts have gone or come by the dozen: the log of a topic is forgotten, so that it holds nothing that stands elsewhere now, and
 * everybody in its room is asked to read it anew. Called after the topic's lock, for several topics in the order of their ids.
 */
export async function renewRoom(tx: TxCtx, topicId: string): Promise<void> {
  await forgetLog(tx, topicId)
  tx.expel(topicStream(topicId))
}

/** The next number is one that nobody finds in the log: whoever is behind gets a snapshot. */
export async function forgetLog(tx: TxCtx, topicId: string): Promise<void> {
  const stream = topicStream(topicId)
  await tx.db.$executeRaw`insert into stream (name, seq) values (${stream}, 1) on conflict (name) do update set seq = stream.seq + 1`
  await tx.db.$executeRaw`delete from live_event where stream = ${stream}`
}
