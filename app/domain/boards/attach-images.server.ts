import type { TxCtx } from '../../core/ctx.ts'
import { attachFiles } from '../files/index.server.ts'

/** Gives images to a post that is being written. What its author took back gives up its own: a reply that was undone can be sent again. */
export async function attachImages(tx: TxCtx, postId: string, images: readonly { id: string; width: number; height: number }[]): Promise<void> {
  if (images.length === 0) return
  const me = tx.actor.kind === 'account' ? tx.actor.id : null
  const left = await tx.db.$queryRaw<{ id: string }[]>`
    select distinct p.id from file f join post p on p.id = f.subject_id where f.id = any(${images.map((i) => i.id)}::uuid[]) and f.subject = 'post' and p.author_id = ${me}::uuid and p.withdrawn_at is not null`
  await attachFiles(tx, { subject: 'post', subjectId: postId }, images, left.map((p) => p.id))
}
