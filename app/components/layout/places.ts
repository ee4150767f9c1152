import type { LabelKey } from '~/i18n/index.tsx'
import type { IconName } from '../ui/icon.tsx'

/** The places of the main menu, in the header on wide screens and in the tab bar on phones. */
export const places = [
  { to: '/', text: 'nav.home', short: 'nav.home', icon: 'home' },
  { to: '/boards', text: 'nav.boards', short: 'nav.boards', icon: 'board' },
  { to: '/events', text: 'nav.events', short: 'nav.events', icon: 'cal' },
  { to: '/mentors', text: 'nav.mentors', short: 'nav.mentors', icon: 'people' },
  { to: '/voices', text: 'nav.voices', short: 'nav.voices_short', icon: 'voice' },
  { to: '/news', text: 'nav.news', short: 'nav.news_short', icon: 'news' },
] as const satisfies { to: string; text: LabelKey; short: LabelKey; icon: IconName }[]

/** Where topics live beside the boards themselves. */
const alsoBoards = /^\/topics\//

/** Whether a path belongs to a place of the menu. */
export function isAt(to: string, pathname: string): boolean {
  if (to === '/') return pathname === '/'
  return pathname === to || pathname.startsWith(`${to}/`) || (to === '/boards' && alsoBoards.test(pathname))
}
