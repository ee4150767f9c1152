import type { keys as ja } from '../ja/keys.ts'
import type { English } from '../types.ts'

export const keys: English<typeof ja> = {
  title: 'Keyboard shortcuts',
  lead: 'While you are not typing, single keys do this. You can switch them off.',
  switch_off: 'Switch them off (display and controls)',
  at_end: 'This is the last one',
  at_start: 'This is the first one',
  not_here: 'This key does nothing here',
  does: {
    next: 'Next post or topic',
    previous: 'Previous post or topic',
    react: 'React',
    reply: 'Reply',
    quote: 'Quote',
    bookmark: 'Bookmark',
    leave: 'From the text box back to the post',
    search: 'Search',
    home: 'Home',
    boards: 'Boards',
    inbox: 'Notifications',
    help: 'Open this list',
  },
}
