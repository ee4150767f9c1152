/** The composer: what one writes texts with. */
export const editor = {
  toolbar: '文字の書式',
  heading: '見出し',
  bold: '太字',
  link: 'リンク',
  list: '箇条書き',
  quote: '引用',
  mention: '名前を呼ぶ',
  link_address: 'リンク先のアドレス',
  link_set: 'リンクにする',
  link_remove: 'リンクを外す',
  link_bad: 'httpsなどで始まるアドレスを入力してください。',
  people: '名前の候補',
  people_found_other: '候補が{{count}}人あります。上下の矢印で選べます。',
  person_here: '{{kana}}・この話題に参加',
  draft_saved: '下書きを保存しました・{{time}}',
  send_hint: 'で送信',
} as const
