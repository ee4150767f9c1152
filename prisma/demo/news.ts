import type { ChangeCard, FigureBlock } from '../../app/domain/news/schema.ts'

export type DemoNews = {
  slug: string
  /** Local time in Japan. A day in braces in a text moves with it: {2025-11-27}. Fixed, unless `isRelative`: then it moves with the day the demo was laid out. */
  at: string
  isRelative?: boolean
  title: string
  category: string
  department: string
  body: string[]
  change?: ChangeCard
  figure?: FigureBlock
  isShareable?: boolean
}

export const lastLine = '制度の詳細は人事課のお知らせでご確認ください。'

export const news: DemoNews[] = [
  { slug: 'opening', at: '2025-09-24T09:00', title: 'みやぎアルムナイネットワークを開設しました', category: 'ネットワーク', department: '人事課',
    body: ['宮城県庁で働いた経験のある方と県が、退職のあともつながるための場を開きました。', '掲示板で話すこと、セミナーで学び教えること、県政への声を届けることができます。', 'まずは「はじめましての広場」に、ひとこと書き込んでみてください。読むだけでも大丈夫です。'] },
  { slug: 'four-day-week', at: '2025-10-06T10:00', title: '【変わる働き方】週休3日制の適用範囲を2026年1月から拡大する予定です', category: '変わる働き方', department: '人事課',
    body: ['フレックスタイム制を使った週休3日の働き方は、これまで育児や介護などの場合に限られていました。', '2026年1月から、対象を広げる予定です。', '働き方の選択肢が増えることで、続けられる人、戻ってこられる人が増えることを期待しています。'],
    change: { before: '育児や介護などの場合', after: '対象を拡大', effectiveOn: '2026-01-01', state: 'planned' } },
  { slug: 'office-reform', at: '2025-10-14T10:00', title: '【オフィス改革】部署のプレゼンで予算を獲得。自分たちの職場を自分たちでつくる', category: '変わる職場', department: '人事課',
    body: ['部署ごとに職場の改善案をプレゼンし、選ばれた案に予算をつける取り組みを始めました。', '打ち合わせの場所を増やす、机の並びを変えるなど、職員自身が考えて形にしています。', '退職された皆さまの職場での工夫も、ぜひ掲示板で教えてください。'] },
  { slug: 'childcare-leave', at: '2025-10-20T10:00', title: '【数字で見る】男性職員の育児休業取得率は98.7％でした(昨年度)', category: '数字で見る', department: '人事課',
    body: ['昨年度の男性職員の育児休業取得率をお知らせします。', '取得しやすい雰囲気づくりと、仕事の引き継ぎの工夫が広がっています。', '若い世代の給与の引き上げや、福利厚生の見直しもあわせて進めています。'],
    figure: { value: '98.7', unit: '％', fiscalYear: 2024, source: '人事課' } },
  { slug: 'staffing-plan', at: '2025-10-27T10:00', title: '「職員確保緊急プラン」(令和6年10月策定)のいま', category: '採用', department: '人事課',
    body: ['応募者の減少を受けて、令和6年10月に「職員確保緊急プラン」をつくりました。', '採用の方法、働き方、職場の環境の3つの面から取り組みを進めています。', 'それぞれの進み具合を、このお知らせで順番にご紹介していきます。'] },
  { slug: 'bus-tour', at: '2025-11-04T10:00', title: '県内大学で学ぶ県外出身の皆さんへ、バスツアーを始めました(転載可)', category: '採用', department: '人事課', isShareable: true,
    body: ['県内の大学で学ぶ県外出身の学生を対象に、県の仕事の現場をめぐるバスツアーを始めました。', '現場で働く職員と直接話すことができます。', 'まわりに関心のある学生がいらっしゃいましたら、ぜひお知らせください。'] },
  { slug: 'travel-costs', at: '2025-11-06T10:00', title: '採用面接の交通費を支給しています(転載可)', category: '採用', department: '人事課', isShareable: true,
    body: ['遠方から採用面接を受ける方に、交通費を支給しています。', '県外に住んでいる方も、費用の心配を少なくして受験できます。', 'お知り合いで宮城県の仕事に関心のある方へ、ご紹介ください。'] },
  { slug: 'comeback', at: '2025-11-10T10:00', title: 'カムバック採用のご案内(主な要件は予定を含みます)', category: 'カムバック採用', department: '人事課',
    body: ['退職された方が、再び宮城県で働くための採用です。', '主な要件は、正規職員として2年以上の実務経験があり、平成28年3月31日以降に退職した方とする予定です。', '要件に当てはまるかどうかの最終的な判断は、人事課が行います。', 'このネットワークでの活動が、選考に影響することはありません。'] },
  { slug: 'sendai-meetup', at: '2025-11-17T10:00', isRelative: true, title: '【参加受付中】仙台交流会を開きます', category: '交流会', department: '人事課',
    body: ['{2025-12-06}の午後に、仙台市内で交流会を開きます。', '定員は30人です。満席のときは、空きが出ると順番に自動で参加になります。', '初めての方も、お一人でのご参加も歓迎します。'] },
  { slug: 'maintenance', at: '2025-11-19T10:00', isRelative: true, title: 'システムメンテナンスのお知らせ({2025-11-27} 1:00〜3:00)', category: 'お知らせ', department: '人事課',
    body: ['{2025-11-27}の午前1時から3時まで、システムの点検を行います。', 'この間は、ネットワークをご利用いただけません。', 'ご不便をおかけしますが、よろしくお願いします。'] },
]
