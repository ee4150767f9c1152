/** What everybody may know of the organisation that runs this place. */
export type OrganisationFacts = {
  name: string
  shortName: string
  office: string
  officeHours: string
  /** 2025-09-24, the day the network was opened. */
  launchedOn: string | null
  isDemo: boolean
}

/** Before anything is set up. */
export const unnamedOrganisation: OrganisationFacts = { name: 'Enishi', shortName: 'Enishi', office: '', officeHours: '', launchedOn: null, isDemo: false }
