export const prefs = {
  title: '表示と操作の設定',
  lead: 'この端末での見え方と、操作のしかたを選べます。',
  saved: '保存しました',
  save: '保存する',
  theme: '画面の明るさ',
  themes: { light: '明るい', dark: '暗い', system: '端末の設定にあわせる' },
  language: '表示する言語',
  keys: 'キーボードでの操作',
  keys_on: '使う',
  keys_off: '使わない',
  attended: '参加履歴',
  attended_lead: '参加したセミナーと交流会です。見えるのはあなただけです。',
} as const
