import type { form as ja } from '../ja/form.ts'
import type { English } from '../types.ts'

export const form: English<typeof ja> = {
  check_one: 'Please check one field',
  check_other: 'Please check {{count}} fields',
  not_sent: 'This could not be sent',
  required: 'Please fill this in.',
  choose: 'Please choose one.',
  invalid: 'Please check what you entered.',
  email: 'Please check the address. Example: name@example.com',
  too_short: 'This is too short. Please write a little more.',
  too_long: 'This is too long. Please shorten it.',
  left_one: '{{count}} character left',
  left_other: '{{count}} characters left',
  over_one: '{{count}} character too many',
  over_other: '{{count}} characters too many',
  send: 'Send',
  save: 'Save',
}
