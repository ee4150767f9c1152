export type DemoMentor = { who: string; acceptance: 'open' | 'limited' | 'paused'; note: string; message: string; fields: string[]; topics: string[]; method: string; limit: number }

export const mentors: DemoMentor[] = [
  { who: 'togarino', acceptance: 'open', note: '', message: '役所の図面を引いた経験は、独立してからの信用になりました。迷っている段階で、話しに来てください。', fields: ['土木・建築'], topics: ['独立・開業', '公共建築の木質化', '一級建築士'], method: 'オンライン、または仙台市内で30〜60分', limit: 2 },
  { who: 'kuramori', acceptance: 'limited', note: '紹介があれば受け付けます', message: '地域のエネルギーは、技術よりも話し合いに時間がかかります。最初の一歩を一緒に考えます。', fields: ['エネルギー', '転職'], topics: ['蓄電池', '民間への転職', '電気主任技術者'], method: 'オンラインで30分', limit: 2 },
  { who: 'hamagishi', acceptance: 'open', note: '', message: '行政の仕事を、民間の言葉に言い換えるお手伝いができます。職務経歴書を一緒に見ましょう。', fields: ['転職', '広報'], topics: ['IT転職', '広報', '職務経歴書'], method: 'オンラインで30分', limit: 2 },
  { who: 'takasegawa', acceptance: 'open', note: '', message: '技術士の勉強は、続ける仕組みがすべてです。現場の経験を論文にする方法をお話しします。', fields: ['土木・建築', '資格'], topics: ['土木', '技術士', '橋の点検'], method: 'オンライン、または仙台市内で45分', limit: 2 },
  { who: 'nguyen', acceptance: 'open', note: '', message: '海外の職場で働くこと、家族と暮らすこと。どちらも相談に乗ります。やさしい日本語でも大丈夫です。', fields: ['国際'], topics: ['国際協力', '多文化共生', '海外での働き方'], method: 'オンラインで30〜45分', limit: 2 },
  { who: 'matsugakata', acceptance: 'paused', note: '1月に再開します', message: '定年のあとの地域活動について、失敗談ならたくさんあります。', fields: ['地域活動'], topics: ['地域活動', '定年後', '町内会'], method: '電話、またはお近くの公民館で', limit: 2 },
]

export const requests = [
  { mentor: 'togarino', from: 'yoshihiro', status: 'accepted', text: '農業用の倉庫を木造で建てたいと考えています。小さな建物を設計事務所にお願いするときの、最初の進め方を教えてください。', at: '2025-11-12T18:20', answer: '図面がなくても大丈夫です。来週の夜にオンラインで30分、お話ししましょう。' },
  { mentor: 'takasegawa', from: 'member14', status: 'sent', text: '来年、技術士の二次試験を受けます。測量の仕事の経験をどう論文に書けばよいか、相談させてください。', at: '2025-11-19T21:05', answer: null },
] as const
