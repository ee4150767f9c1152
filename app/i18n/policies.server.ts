/** The papers of the place: terms, personal information, accessibility, help. They are long, so only the page that shows one gets it. */
import type { OrganisationFacts } from '../domain/organisation/schema.ts'
import { policies as en } from './en/server/policies.ts'
import { policies as ja } from './ja/server/policies.ts'
import type { Language } from './types.ts'

export type PolicySection = { title: string; text?: readonly string[]; list?: readonly string[] }
export type Policy = { title: string; lead: string; sections: readonly PolicySection[]; since: string }
export const policyNames = ['terms', 'privacy', 'accessibility', 'help'] as const
export type PolicyName = (typeof policyNames)[number]
export type Policies = Record<PolicyName, Policy>

export const allPolicies: Record<Language, Policies> = { ja, en }
const isPolicy = (name: unknown): name is PolicyName => policyNames.some((known) => known === name)

/** A paper in a language, with the organisation's own facts in place of `{{name}}`, `{{office}}` and `{{hours}}`; undefined for any other name. */
export function findPolicy(name: unknown, lng: Language, organisation: OrganisationFacts): Policy | undefined {
  if (!isPolicy(name)) return undefined
  const facts: Record<string, string> = { name: organisation.name, office: organisation.office, hours: organisation.officeHours }
  const fill = (text: string) => text.replace(/\{\{(\w+)\}\}/g, (_, fact: string) => facts[fact] ?? '')
  const { title, lead, sections, since } = allPolicies[lng][name]
  return {
    title,
    lead: fill(lead),
    since,
    sections: sections.map((s) => ({ title: s.title, ...(s.text && { text: s.text.map(fill) }), ...(s.list && { list: s.list.map(fill) }) })),
  }
}
