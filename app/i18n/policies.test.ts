import { expect, test } from 'vitest'
import { allPolicies, findPolicy, policyNames } from './policies.server.ts'

const organisation = { name: 'みやぎアルムナイネットワーク', shortName: 'みやぎ', office: '宮城県 人事課', officeHours: '平日8時30分〜17時15分', launchedOn: null, isDemo: false }

test.each(policyNames)('%s says the same in both languages, section by section', (name) => {
  const shape = (lng: 'ja' | 'en') => allPolicies[lng][name].sections.map((s) => [s.text?.length ?? 0, s.list?.length ?? 0])
  expect(shape('en')).toEqual(shape('ja'))
  expect(allPolicies.en[name].since).toBe(allPolicies.ja[name].since)
})

test('the organisation stands in the text', () => {
  const policy = findPolicy('terms', 'ja', organisation)
  expect(policy?.lead).toContain('みやぎアルムナイネットワーク')
  expect(JSON.stringify(policy)).toContain('宮城県 人事課(受付：平日8時30分〜17時15分)')
  expect(JSON.stringify(policyNames.map((n) => findPolicy(n, 'ja', organisation)))).not.toContain('{{')
})

test('another name is no paper', () => {
  expect(findPolicy('constructor', 'ja', organisation)).toBeUndefined()
  expect(findPolicy(undefined, 'en', organisation)).toBeUndefined()
})
