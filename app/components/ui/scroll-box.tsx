import type { ReactNode } from 'react'

/** A wide table on a narrow screen: it scrolls by itself, also by keys, and `label` says what it is. */
export function ScrollBox({ label, children }: { label: string; children: ReactNode }) {
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard (WCAG 2.1.1)
  return <div className="table-wrap" role="region" aria-label={label} tabIndex={0}>{children}</div>
}
