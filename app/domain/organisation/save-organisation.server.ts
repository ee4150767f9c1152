import type { Tx } from '../../core/db.server.ts'
import type { OrganisationFacts } from './schema.ts'

/** Writes the one organisation row. Who may do so is decided by the caller's use case (set-up, demo, settings of the desk). */
export async function saveOrganisation(tx: Tx, facts: OrganisationFacts & { demoLaidAt?: Date; demoEndsAt?: Date }): Promise<void> {
  const { launchedOn, ...rest } = facts
  const values = { ...rest, launchedOn: launchedOn === null ? null : new Date(`${launchedOn}T00:00:00Z`) }
  await tx.organisation.upsert({ where: { id: 1 }, create: { id: 1, ...values }, update: values })
}
