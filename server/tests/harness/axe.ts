import axeCore from 'axe-core'
import type { Page } from 'playwright-core'

export type Barrier = { rule: string; impact: string | null | undefined; help: string; targets: string[] }

const everything = { type: 'tag' as const, values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }
const colours = { type: 'rule' as const, values: ['color-contrast', 'link-in-text-block'] }

/** What of WCAG 2.2 level A and AA axe finds broken on the page as it stands. In: `ofColours` alone, where the same page was looked at in other colours. */
export async function barriers(page: Page, { ofColours = false } = {}): Promise<Barrier[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeCore.source)
  const results = await page.evaluate(
    (runOnly) => (globalThis as unknown as { axe: typeof axeCore }).axe.run(document, { resultTypes: ['violations'], runOnly }),
    ofColours ? colours : everything,
  )
  return results.violations.map((v) => ({ rule: v.id, impact: v.impact, help: v.help, targets: v.nodes.map((n) => `${n.target.join(' ')} ${n.html.slice(0, 160)} ${n.failureSummary ?? ''}`) }))
}
