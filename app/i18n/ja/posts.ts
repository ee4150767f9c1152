export const posts = {
  title: '{{no}}番の投稿',
  more: 'その他の操作',
  more_of: '{{no}}番の投稿へのその他の操作',
  copy_link: 'リンクをコピーする',
  copied: 'リンクをコピーしました',
  to_post: '話題の中で見る',
  report: '事務局に知らせる',
  hide: '非表示にする',
} as const
