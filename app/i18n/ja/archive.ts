export const archive = {
  record: 'このセミナーの記録',
  record_text: '質問と答え、これから答える質問をまとめてあります。',
  open_record: '記録を読む',
  attendance: '出席の確認',
  attendance_text: '会場で案内された6けたの番号を入力してください。',
  code: '出席コード',
  confirm: '出席を記録する',
  confirmed: '出席を記録しました。',
  your_code: 'この会場の出席コード',
  your_code_text: '会場が開いているあいだに、画面や口頭で参加者に伝えてください。終了から24時間まで受け付けます。',
  wrong_code: '番号が違います。もう一度確かめてください。',
  no_code_now: '出席の記録は、会場が開いてから終了の24時間後までです。',
} as const
