export const share = {
  open: '共有・印刷',
  title: '共有と印刷',
  lead: 'このリンクは会員だけが開けます。ログインしていない会員は、ログインするとそのまま開けます。',
  address: 'リンク',
  sheet: 'ほかのアプリで共有する',
  action: '共有する',
  print_title: '印刷',
  print_note: '話題のページをそのまま印刷できます。メニューやボタンは印刷されません。',
  print: '印刷する',
} as const
