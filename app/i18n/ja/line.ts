/** The line to the server, where a page has one. */
export const line = {
  away: '接続が切れました。再接続しています。',
  away_text: '入力中の内容は保存されています。',
  polling: '自動の更新が使えない通信環境です。',
  polling_text: '5秒ごとに読み直しています。質問や投票はそのままできます。',
  attempt_other: '{{count}}回目',
} as const
