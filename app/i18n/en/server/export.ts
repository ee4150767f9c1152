import type { exported as ja } from '../../ja/server/export.ts'
import type { English } from '../../types.ts'

export const exported: English<typeof ja> = {
  taken: 'Exported {{at}}. Hidden posts are left out.',
  post: '{{no}} | {{name}} | {{at}}',
  edited: ' (edited)',
  poll: 'Poll: {{question}} ({{state}})',
  choice: '{{choice}}: {{share}}',
  image: 'Image: ',
  end: 'End: {{topics}} topics, {{posts}} posts.',
}
