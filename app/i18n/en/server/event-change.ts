import type { eventChange as ja } from '../../ja/server/event-change.ts'
import type { English } from '../../types.ts'

export const eventChange: English<typeof ja> = {
  subject: { changed: 'New time or place: {{title}}', cancelled: 'Cancelled: {{title}}' },
  changed: 'The time or place of “{{title}}”, for which you are registered, has changed.',
  cancelled: '“{{title}}”, for which you are registered, has been cancelled.',
  calendar_changed: 'Open the attached file to move it in your calendar.',
  calendar_cancelled: 'Open the attached file to take it out of your calendar.',
}
