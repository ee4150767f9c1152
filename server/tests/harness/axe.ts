import axeCore from 'axe-core'
import type { Page } from 'playwright-core'

export type Barrier = { rule: string; impact: string | null | undefined; help: string; targets: string[] }

/** What of WCAG 2.2 level A and AA axe finds broken on the page as it stands. */
export async function barriers(page: Page): Promise<Barrier[]> {
  await page.evaluate(axeCore.source)
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axeCore }).axe.run(document, { resultTypes: ['violations'], runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } }),
  )
  return results.violations.map((v) => ({ rule: v.id, impact: v.impact, help: v.help, targets: v.nodes.map((n) => `${n.target.join(' ')} ${n.html.slice(0, 160)} ${n.failureSummary ?? ''}`) }))
}
