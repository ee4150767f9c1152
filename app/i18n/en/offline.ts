import type { offline as ja } from '../ja/offline.ts'
import type { English } from '../types.ts'

export const offline: English<typeof ja> = {
  text: 'What you wrote is kept on this device. Replies that wait are sent by themselves when the line is back.',
  kept: 'Kept on this device',
  waiting: 'Waiting to be sent',
  at: 'Draft of {{at}}',
  open: 'Open',
}
