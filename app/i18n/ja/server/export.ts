/** A board as a file to take along. */
export const exported = {
  taken: '{{at}}に書き出しました。非表示の投稿は含まれません。',
  post: '{{no}}｜{{name}}｜{{at}}',
  edited: '（編集済み）',
  poll: '投票：{{question}}（{{state}}）',
  choice: '{{choice}}：{{share}}',
  image: '画像：',
  end: '以上、話題{{topics}}件、投稿{{posts}}件。',
} as const
