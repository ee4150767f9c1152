import type { editor as ja } from '../ja/editor.ts'
import type { English } from '../types.ts'

export const editor: English<typeof ja> = {
  toolbar: 'Formatting',
  heading: 'Heading',
  bold: 'Bold',
  link: 'Link',
  list: 'Bulleted list',
  quote: 'Quotation',
  mention: 'Mention somebody',
  link_address: 'Address of the link',
  link_set: 'Set link',
  link_remove: 'Remove link',
  link_bad: 'Please enter an address that begins with https or the like.',
  people: 'People you may mean',
  people_found_one: '{{count}} person found. Choose with the up and down arrows.',
  people_found_other: '{{count}} people found. Choose with the up and down arrows.',
  person_here: '{{kana}} · in this topic',
  draft_saved: 'Draft saved · {{time}}',
  send_hint: 'to send',
}
