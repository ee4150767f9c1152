export const offline = {
  text: '書いたものはこの端末に残っています。つながると、送信を待っている返信はひとりでに送られます。',
  kept: 'この端末に残っているもの',
  waiting: '送信待ち',
  at: '{{at}}の下書き',
  open: '開く',
} as const
