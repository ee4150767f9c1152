/** What a form says in general. The keys are also the messages of the zod schemas. */
export const form = {
  check_other: '{{count}}つの項目を確認してください',
  not_sent: '送れませんでした',
  required: '入力してください。',
  choose: '選んでください。',
  invalid: '入力の形を確認してください。',
  email: 'メールアドレスの形式を確認してください。例：name@example.com',
  too_short: '短すぎます。もう少し長く入力してください。',
  too_long: '長すぎます。短くしてください。',
  left_other: 'あと{{count}}文字',
  over_other: '{{count}}文字多く入力されています',
  send: '送る',
  save: '保存する',
} as const
