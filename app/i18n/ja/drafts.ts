export const drafts = {
  title: '下書き',
  lead: '書きかけの文章です。ほかの端末でも、続きから書けます。見えるのはあなただけです。',
  none: '下書きはありません',
  none_text: '書きかけの文章は、ここに残ります。',
  new_topic: '新しい話題',
  reply: '「{{title}}」への返信',
  edit: '「{{title}}」の{{no}}番の編集',
  summary: '「{{title}}」のまとめ',
  gone: '見られなくなった話題',
  drop: '下書きを捨てる',
  drop_of: '{{what}}の下書きを捨てる',
  older: '前の下書き',
} as const
