import type { TxCtx } from '../../core/ctx.ts'
import { topicStream } from './access.server.ts'

/**
 * After posts have gone or come by the dozen: the log of a topic is forgotten, and everybody in its room is asked to read it anew: the
 * next number is one that nobody finds in the log. Called after the topic's lock, for several topics in the order of their ids.
 */
export async function renewRoom(tx: TxCtx, topicId: string): Promise<void> {
  const stream = topicStream(topicId)
  await tx.db.$executeRaw`insert into stream (name, seq) values (${stream}, 1) on conflict (name) do update set seq = stream.seq + 1`
  await forgetLog(tx, topicId)
  tx.expel(stream)
}

/** Nothing that stands elsewhere now is left in the log. Who has heard everything so far hears what comes next; who has not reads anew. */
export async function forgetLog(tx: TxCtx, topicId: string): Promise<void> {
  await tx.db.$executeRaw`delete from live_event where stream = ${topicStream(topicId)}`
}
