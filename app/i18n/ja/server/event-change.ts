/** Mails to those who are registered, when their event moves or is cancelled. Subjects stay under 30 full-width characters. */
export const eventChange = {
  subject: { changed: '【日時や場所の変更】{{title}}', cancelled: '【中止のお知らせ】{{title}}' },
  changed: 'お申し込みの「{{title}}」の、日時や場所が変わりました。',
  cancelled: 'お申し込みの「{{title}}」は、中止になりました。',
  calendar_changed: '添付のファイルを開くと、カレンダーの予定も新しくなります。',
  calendar_cancelled: '添付のファイルを開くと、カレンダーの予定も取り消されます。',
} as const
