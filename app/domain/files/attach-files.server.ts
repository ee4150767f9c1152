import type { TxCtx } from '../../core/ctx.ts'
import { invalid } from '../../core/errors.ts'
import type { FileSubject } from './policy.ts'

/**
 * Gives files to what is being written, in its transaction: each must be the actor's own and belong to nothing yet, or belong to this
 * very thing already, or to one of `left`: things of theirs of the same kind that they have taken back. `width` and `height` must be the file's. Throws `invalid` (field `text`) when one is not.
 */
export async function attachFiles(tx: TxCtx, to: { subject: FileSubject; subjectId: string }, files: readonly { id: string; width: number; height: number }[], left: readonly string[] = []): Promise<void> {
  if (files.length === 0) return
  const me = tx.actor.kind === 'account' ? tx.actor.id : null
  const ids = [...new Set(files.map((f) => f.id))]
  const given = await tx.db.$queryRaw<{ id: string; width: number; height: number }[]>`
    with mine as (
      select id from file where id = any(${ids}::uuid[])
        and ((subject is null and owner_id = ${me}::uuid) or (subject = ${to.subject} and (subject_id = ${to.subjectId}::uuid or owner_id = ${me}::uuid and subject_id = any(${[...left]}::uuid[])))) order by id for update
    )
    update file f set subject = ${to.subject}, subject_id = ${to.subjectId}::uuid from mine where f.id = mine.id returning f.id, f.width, f.height`
  const known = new Map(given.map((f) => [f.id, f]))
  const isEvery = files.every((f) => known.get(f.id)?.width === f.width && known.get(f.id)?.height === f.height)
  if (!isEvery) throw invalid({ text: 'files.gone' })
}
