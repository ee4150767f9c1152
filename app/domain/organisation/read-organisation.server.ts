import type { Db, Tx } from '../../core/db.server.ts'
import { type OrganisationFacts, unnamedOrganisation } from './schema.ts'

/** The organisation as everybody may know it; the unnamed one before set-up. */
export async function readOrganisation(db: Db | Tx): Promise<OrganisationFacts> {
  const row = await db.organisation.findUnique({ where: { id: 1 } })
  if (!row) return unnamedOrganisation
  const { name, shortName, office, officeHours, isDemo } = row
  return { name, shortName, office, officeHours, isDemo, launchedOn: row.launchedOn?.toISOString().slice(0, 10) ?? null }
}
