import type { prefs as ja } from '../ja/prefs.ts'
import type { English } from '../types.ts'

export const prefs: English<typeof ja> = {
  title: 'Display and controls',
  lead: 'How pages look and are used on this device.',
  saved: 'Saved',
  save: 'Save',
  theme: 'Brightness',
  themes: { light: 'Light', dark: 'Dark', system: 'As the device is set' },
  language: 'Language',
  keys: 'Keyboard shortcuts',
  keys_on: 'On',
  keys_off: 'Off',
  attended: 'Events you attended',
  attended_lead: 'Seminars and meetups you took part in. Only you see this list.',
}
