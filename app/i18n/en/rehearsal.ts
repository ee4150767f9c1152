import type { rehearsal as ja } from '../ja/rehearsal.ts'
import type { English } from '../types.ts'

export const rehearsal: English<typeof ja> = {
  title: 'Rehearsal',
  of: '[Rehearsal] {{title}}',
  lead: 'Try the room as it will be, among hosts and the office alone. Members do not see it. When you end it, every question and vote in it is gone, and the real room begins empty.',
  start: 'Begin a rehearsal',
  on: 'A rehearsal has been on since {{time}}.',
  questions_one: 'There is {{count}} question.',
  questions_other: 'There are {{count}} questions.',
  as_attendee: 'Open the attendees’ screen',
  end: 'End it and delete everything',
  to_end: 'End the rehearsal',
  none: 'This event cannot be rehearsed.',
}
