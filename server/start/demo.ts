import { isEmptyPlace } from '../../app/domain/accounts/index.server.ts'
import { layDemo, moveDemo } from '../../prisma/demo/index.ts'
import type { Deps } from '../deps.ts'
import { step } from './console.ts'

/**
 * Loads the demo into an empty place that wants one (the embedded default, or ENISHI_DEMO=1), and lays its dates out anew when its
 * live seminar is over. `isForced`: lay them out anew now. Says whether this place shows the demo.
 */
export async function prepareDemo(deps: Deps, { isForced = false } = {}): Promise<'shown' | 'none'> {
  const isWanted = deps.env.ENISHI_DEMO ?? deps.env.isEmbedded
  const row = await deps.db.organisation.findUnique({ where: { id: 1 }, select: { isDemo: true, demoEndsAt: true } })
  if (row === null && isWanted && (await isEmptyPlace(deps.ctx()))) {
    step('デモのデータを入れています', 'loading the demo')
    await layDemo(deps.ctx())
    return 'shown'
  }
  if (!row?.isDemo) return 'none'
  if (isForced || (row.demoEndsAt !== null && row.demoEndsAt <= deps.clock.now())) {
    step('デモの日付を今日に合わせています', 'moving the demo to today')
    await moveDemo(deps.ctx())
  }
  return 'shown'
}
