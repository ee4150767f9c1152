import type { share as ja } from '../ja/share.ts'
import type { English } from '../types.ts'

export const share: English<typeof ja> = {
  open: 'Share and print',
  title: 'Share and print',
  lead: 'Only members can open this link. Members who are not signed in come to it after signing in.',
  address: 'Link',
  sheet: 'Share with another app',
  action: 'Share',
  print_title: 'Printing',
  print_note: 'The page of a topic can be printed as it is. Menus and buttons are left out.',
  print: 'Print',
}
