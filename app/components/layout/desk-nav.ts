import type { LabelKey } from '~/i18n/index.tsx'
import type { IconName } from '../ui/icon.tsx'

/** The pages of the desk, in the order of its side menu. `queue` names the count that stands beside an entry. */
export const deskPages = [
  { to: '/desk', text: 'nav.desk_overview', icon: 'chart', queue: 'overview' },
  { to: '/desk/boards', text: 'nav.desk_boards', icon: 'board' },
  { to: '/desk/events', text: 'nav.desk_events', icon: 'cal', queue: 'events' },
  { to: '/desk/voices', text: 'ledger.title', icon: 'voice' },
  { to: '/desk/custodians', text: 'nav.desk_custodians', icon: 'lock' },
  { to: '/desk/jobs', text: 'nav.desk_jobs', icon: 'swap', queue: 'jobs' },
  { to: '/desk/mail', text: 'nav.desk_mail', icon: 'send', queue: 'mail' },
] as const satisfies { to: string; text: LabelKey; icon: IconName; queue?: string }[]
