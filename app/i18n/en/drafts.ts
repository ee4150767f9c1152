import type { drafts as ja } from '../ja/drafts.ts'
import type { English } from '../types.ts'

export const drafts: English<typeof ja> = {
  title: 'Drafts',
  lead: 'What you have begun to write. You can go on on any device. Only you see it.',
  none: 'No drafts',
  none_text: 'What you begin to write is kept here.',
  new_topic: 'A new topic',
  reply: 'Reply to “{{title}}”',
  edit: 'Edit of post {{no}} in “{{title}}”',
  summary: 'Summary of “{{title}}”',
  gone: 'A topic you can no longer see',
  drop: 'Discard',
  drop_of: 'Discard the draft: {{what}}',
  older: 'Earlier drafts',
}
