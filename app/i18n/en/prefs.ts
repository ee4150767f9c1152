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
  zone: 'Time zone',
  zone_lead: 'If you live outside Japan, events show their time in Japan and where you live. So do our mails.',
  zone_where: 'Time where you live',
  zone_hint: 'Nothing to change if you live in Japan.',
  zone_option: '{{region}}: {{city}} ({{name}}, {{offset}})',
  zone_device: 'Choose this device’s time ({{zone}})',
  zone_saved: 'Saved. It is {{time}} there now.',
  zone_regions: { Asia: 'Asia', Europe: 'Europe', America: 'Americas', Africa: 'Africa', Australia: 'Australia', Pacific: 'Pacific', Atlantic: 'Atlantic', Indian: 'Indian Ocean', Antarctica: 'Antarctica', Arctic: 'Arctic' },
}
