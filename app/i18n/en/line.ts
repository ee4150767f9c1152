import type { Texts } from '../ja.ts'
import type { English } from '../types.ts'

export const line: English<Texts['line']> = {
  away: 'The connection was lost. Reconnecting.',
  away_text: 'What you are writing is kept.',
  polling: 'Live updates are blocked on this network.',
  polling_text: 'The page is read again every 5 seconds. You can ask and vote as usual.',
  attempt_one: 'attempt {{count}}',
  attempt_other: 'attempt {{count}}',
}
