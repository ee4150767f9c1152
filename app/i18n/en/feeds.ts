import type { feeds as ja } from '../ja/feeds.ts'
import type { English } from '../types.ts'

export const feeds: English<typeof ja> = {
  title: 'Feeds and calendar',
  lead: 'Addresses of your own, for reading new topics and your events in other apps.',
  all_boards: 'New topics',
  kinds: { topics: 'New topics (for feed readers)', calendar: 'Your events (for calendars)' },
  notes: { topics: 'Shows titles, who wrote them as shown here, and how they begin.', calendar: 'Shows titles and times of events you registered for.' },
  none: 'There is no address yet',
  since: 'Made on {{date}}',
  last_read: 'Last read {{ago}}',
  never_read: 'Not read yet',
  create: 'Make an address',
  renew: 'Make a new one',
  end: 'End it',
  ended: 'The address has ended. Nobody can read it any more.',
  created: 'Here is the address. It is shown only now: keep it before you leave this page.',
  secret: 'Whoever knows this address can read without signing in, so please keep it to yourself. If it got out, make a new one: the old one then ends.',
  address: 'Address',
  per_board: 'Addresses for single boards',
  back: 'Display and controls',
}
