import type { former as ja } from '../ja/former.ts'
import type { English } from '../types.ts'

export const former: English<typeof ja> = {
  title: 'Your names',
  lead: 'Members always see your name of today. If you had another one in service, you can keep it here.',
  name: 'Name in service',
  name_hint: 'Only the part that differs from your name of today, for example Suzuki, in characters.',
  kana: 'Its reading',
  kana_hint: 'In hiragana. Katakana is kept as hiragana. For example "suzuki", in hiragana.',
  name_missing: 'Enter the name you had in service, for example Suzuki, in characters.',
  kana_missing: 'Enter its reading in hiragana, for example "suzuki".',
  shown_to: 'Who sees your name in service',
  staff: 'Only the office',
  staff_hint: 'Used to verify your employment alone. Other members neither see it nor find you by it.',
  members: 'Members',
  members_hint: 'Stands beside your name. Members also find you by it in search and when they mention you.',
  save: 'Save',
  saved: 'Saved. Search and earlier posts show it at once.',
  preview: 'As other members see you',
}
