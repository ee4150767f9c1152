/** The questions of a room as a file. */
export const questions = {
  taken: '{{at}}に書き出しました。',
  with: 'まとめた質問：{{question}}',
  state: {
    pending: '確認待ち', approved: '公開中', answering: '回答中', answered_live: '回答済み', answered_text: '文章で回答', deferred: 'あとで回答', dismissed: '見送り', merged: 'まとめた質問', withdrawn: '取り下げ',
  },
  column: {
    text: '質問', status: '状態', votes: '聞きたい人', labels: 'ラベル', asker: '質問した人', asked_at: '質問した時刻', answering_at: '回答を始めた時刻', answered_at: '回答した時刻', answer: '文章の回答', answerer: '回答した人', merged_into: 'まとめた先', reason: '見送りの理由',
  },
  poll_column: { question: '投票', kind: '答え方', round: '何回目', choice: '選択肢・ことば・回答', count: '票・点・人数', share: '割合', voters: '回答した人数' },
} as const
