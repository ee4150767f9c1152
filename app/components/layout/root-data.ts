import { useRouteLoaderData } from '@remix-run/react'
import { type OrganisationFacts, unnamedOrganisation } from '~/domain/organisation/schema.ts'
import type { Language } from '~/i18n/types.ts'
import type { Theme } from './theme.ts'
import type { Viewer } from './viewer.ts'

/** What the root loader answers. */
export type RootData = { viewer: Viewer; lng: Language; theme: Theme | null; organisation: OrganisationFacts }

const beforeAnything: RootData = { viewer: { kind: 'guest' }, lng: 'ja', theme: null, organisation: unnamedOrganisation }

/** The root loader's answer; a guest of an unnamed place on an error page that came before it. */
export const useRootData = (): RootData => useRouteLoaderData<RootData>('root') ?? beforeAnything
export const useViewer = (): Viewer => useRootData().viewer
export const useOrganisation = (): OrganisationFacts => useRootData().organisation
