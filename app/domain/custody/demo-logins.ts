import type { Seat } from './policy.ts'

/** The passphrases of the two custodians of a demo. Shown on the desk of a demo only. Browser-safe. */
export const demoSecrets: Record<Seat, string> = { hr: 'enishi-demo-custodian-1', second: 'enishi-demo-custodian-2' }
