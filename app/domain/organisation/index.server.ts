/**
 * organisation: the name, the office and its hours, the launch date: settings of the place, never code.
 * There is exactly one organisation row (id 1); without it the place has not been set up.
 */
export { readOrganisation } from './read-organisation.server.ts'
export { saveOrganisation } from './save-organisation.server.ts'
export type { OrganisationFacts } from './schema.ts'
