/** Images that are put into texts, and why one is not taken. */
export const files = {
  reply_title: '画像をつけて返信する',
  too_large: '画像は8MBまでです。小さくしてから選んでください。',
  type: 'JPEG、PNG、WebPの画像を選んでください。',
  animated: '動く画像は使えません。止まった画像を選んでください。',
  too_many_pixels: '画像の縦横が大きすぎます。小さくしてから選んでください。',
  unreadable: '画像を読み取れませんでした。別の画像を選んでください。',
  share_used: '保存できる画像の量を超えました。使っていない下書きの画像は、1日たつと消えます。',
  gone: '文中の画像が見つかりません。画像を外すか、入れ直してください。',
} as const
