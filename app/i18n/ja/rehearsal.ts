/** Trying the room out before the day. */
export const rehearsal = {
  title: 'リハーサル',
  of: '【リハーサル】{{title}}',
  lead: '本番と同じ画面を、進行役と事務局だけで試せます。会員には見えません。終えると、質問も投票もすべて消え、本番は何もない状態から始まります。',
  start: 'リハーサルを始める',
  on: '{{time}} からリハーサル中です。',
  questions_other: '質問が{{count}}件あります。',
  as_attendee: '参加する人の画面を開く',
  end: '終えて、すべて消す',
  to_end: 'リハーサルを終える',
  none: 'このイベントではリハーサルができません。',
} as const
