import type { LedgerInput } from '~/domain/voices/schema.ts'

/** The address of a part of the ledger; what is empty is left out of it. */
export function ledgerAddress({ step, year, after }: Partial<LedgerInput>, at = '/voices'): string {
  const params = new URLSearchParams()
  if (step) params.set('step', step)
  if (year) params.set('year', String(year))
  if (after) params.set('after', after)
  const query = params.toString()
  return query === '' ? at : `${at}?${query}`
}
