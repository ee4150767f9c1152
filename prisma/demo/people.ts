/** The people of the demo. All of them, and all departments except 人事課, are fictional. */
export type DemoPerson = {
  key: string
  email: string
  family: string
  given: string
  familyKana: string
  givenKana: string
  job: string
  department: string
  /** ISO dates; `left` may be "-14 months" before loading, so that the two-year rule can be seen. */
  joined: string
  left: string | { monthsAgo: number }
  headline: string
  bio?: string
  timeZone?: string
  /** The name in service with its reading, and who sees it. */
  former?: { name: string; kana: string; shownTo: 'members' | 'staff' }
}

export const alumni: DemoPerson[] = [
  { key: 'hamagishi', email: 'alumni@example.com', family: '浜岸', given: '遥香', familyKana: 'はまぎし', givenKana: 'はるか', job: '行政', department: '地域みらい課', joined: '2012-04-01', left: '2021-03-31', headline: '東京のSaaS企業', bio: '広報と導入支援をしています。県庁では移住の相談窓口を担当していました。' },
  { key: 'takasegawa', email: 'takasegawa@example.com', family: '髙瀬川', given: '直人', familyKana: 'たかせがわ', givenKana: 'なおと', job: '総合土木', department: 'まちの道づくり課', joined: '2006-04-01', left: '2016-03-31', headline: '建設コンサル', bio: '橋の点検と、技術士の受験をお手伝いしています。' },
  { key: 'sakiura', email: 'sakiura@example.com', family: '﨑浦', given: '美月', familyKana: 'さきうら', givenKana: 'みづき', job: '保健師', department: '杜の健康づくり課', joined: '2010-04-01', left: '2016-03-30', headline: '病院', former: { name: '雪森野', kana: 'ゆきもりの', shownTo: 'staff' } },
  { key: 'yoshihiro', email: 'yoshihiro@example.com', family: '𠮷廣', given: '蒼太', familyKana: 'よしひろ', givenKana: 'そうた', job: '農業', department: '沿岸なりわい支援課', joined: '2022-04-01', left: '2024-03-31', headline: '農業法人' },
  { key: 'kazuragino', email: 'kazuragino@example.com', family: '葛󠄀城野', given: '透', familyKana: 'かづらぎの', givenKana: 'とおる', job: '農業', department: '水辺環境保全課', joined: '2022-04-01', left: '2024-03-30', headline: '大学院生' },
  { key: 'shizugawara', email: 'shizugawara@example.com', family: '志津川原', given: '恵', familyKana: 'しづかわら', givenKana: 'めぐみ', job: '行政', department: '学びつながり室', joined: '2008-04-01', left: '2020-09-30', headline: '家族を介護中' },
  { key: 'natorizawa', email: 'attendee@example.com', family: '名取沢', given: '真由', familyKana: 'なとりざわ', givenKana: 'まゆ', job: '獣医師', department: '水辺環境保全課', joined: '2014-04-01', left: '2022-06-30', headline: '山形で育児中', former: { name: '青葉沢', kana: 'あおばさわ', shownTo: 'members' } },
  { key: 'togarino', email: 'mentor@example.com', family: '遠刈野', given: '樹', familyKana: 'とおがりの', givenKana: 'いつき', job: '建築', department: 'まちの道づくり課', joined: '2007-04-01', left: '2019-03-31', headline: '設計事務所', bio: '仙台で小さな設計事務所を開いています。公共の建物を木でつくる仕事が中心です。' },
  { key: 'kuramori', email: 'host@example.com', family: '蔵守', given: '大輔', familyKana: 'くらもり', givenKana: 'だいすけ', job: '電気', department: 'しごとデザイン推進室', joined: '2009-04-01', left: { monthsAgo: 14 }, headline: '再エネ企業', bio: '小さな町の蓄電池と太陽光の計画を、地元の皆さんとつくっています。' },
  { key: 'nguyen', email: 'nguyen@example.com', family: 'グエン', given: 'ティ ラン', familyKana: 'ぐえん', givenKana: 'てぃ らん', job: '行政(国際)', department: '地域みらい課', joined: '2018-04-01', left: '2023-03-31', headline: '国際協力団体' },
  { key: 'hasebegawa', email: 'hasebegawa@example.com', family: '長谷部川', given: 'アンダーソン 千紘', familyKana: 'はせべがわ', givenKana: 'あんだーそん ちひろ', job: '化学', department: '水辺環境保全課', joined: '2013-04-01', left: '2023-03-31', headline: '欧州の水質研究所', timeZone: 'Europe/Paris' },
  { key: 'matsugakata', email: 'matsugakata@example.com', family: '松ヶ潟', given: '宏', familyKana: 'まつがかた', givenKana: 'ひろし', job: '行政', department: 'デジタルくらし課', joined: '1981-04-01', left: '2019-03-31', headline: '地域活動' },
]

export type DemoStaff = { key: string; email: string; family: string; given: string; familyKana: string; givenKana: string; role: 'hr_admin' | 'moderator' | 'department' | 'operator'; headline: string; department: string }

export const staff: DemoStaff[] = [
  { key: 'sanumahara', email: 'hr@example.com', family: '佐沼原', given: '由紀', familyKana: 'さぬまはら', givenKana: 'ゆき', role: 'hr_admin', headline: '人事課', department: '人事課' },
  { key: 'tagamori', email: 'hr2@example.com', family: '多賀森', given: '修一', familyKana: 'たがもり', givenKana: 'しゅういち', role: 'hr_admin', headline: '人事課', department: '人事課' },
  { key: 'naruseya', email: 'moderator@example.com', family: '鳴瀬谷', given: '亮', familyKana: 'なるせや', givenKana: 'りょう', role: 'moderator', headline: '人事課', department: '人事課' },
  { key: 'oshikahara', email: 'dept@example.com', family: '牡鹿原', given: '千尋', familyKana: 'おしかはら', givenKana: 'ちひろ', role: 'department', headline: '沿岸なりわい支援課', department: '沿岸なりわい支援課' },
  { key: 'hazamado', email: 'operator@example.com', family: '迫戸', given: '健吾', familyKana: 'はざまど', givenKana: 'けんご', role: 'operator', headline: '運用受託', department: '' },
]

export type DemoApplicant = { key: string; email: string; family: string; given: string; familyKana: string; givenKana: string; leftOn: string; department: string; job: string; status: 'waiting' | 'question' | 'declined'; note: string; appliedAt: string }

export const applicants: DemoApplicant[] = [
  { key: 'furukawazawa', email: 'applicant@example.com', family: '古川沢', given: '葵', familyKana: 'ふるかわざわ', givenKana: 'あおい', leftOn: '2018-03-31', department: '学びつながり室', job: '行政', status: 'question', note: '在職時の氏名が名簿と違います。旧姓を確認しています。', appliedAt: '2025-11-18T09:12' },
  { key: 'kashimazaka', email: 'kashimazaka@example.com', family: '鹿島坂', given: '拓', familyKana: 'かしまざか', givenKana: 'たく', leftOn: '2021-03-31', department: 'デジタルくらし課', job: '任期付職員', status: 'declined', note: '任期付の在籍のため、今回は見送りました。', appliedAt: '2025-11-13T15:40' },
  { key: 'mizusawabara', email: 'mizusawabara@example.com', family: '水沢原', given: '翔', familyKana: 'みずさわばら', givenKana: 'しょう', leftOn: '2023-03-31', department: 'まちの道づくり課', job: '総合土木', status: 'waiting', note: '', appliedAt: '2025-11-19T20:31' },
]

/** More alumni, so that lists, seats and votes look like a place that is used. */
const more = `菖蒲沢 里奈 しょうぶさわ りな 行政 学びつながり室 出版社
泉川原 誠 いずみかわら まこと 総合土木 まちの道づくり課 道路会社
白石野 彩 しろいしの あや 保健師 杜の健康づくり課 市の保健センター
角森 健 かくもり けん 電気 しごとデザイン推進室 電機メーカー
丸森坂 由美子 まるもりざか ゆみこ 行政 地域みらい課 道の駅の運営
柴多野 学 しばたの まなぶ 行政 デジタルくらし課 システム会社
栗駒坂 直子 くりこまざか なおこ 獣医師 水辺環境保全課 動物病院
女鹿原 隆 めがはら たかし 水産 沿岸なりわい支援課 水産加工会社
気仙野 文香 けせんの ふみか 行政 学びつながり室 大学職員
塩釜沢 勇 しおがまざわ いさむ 水産 沿岸なりわい支援課 漁業協同組合
大崎谷 恵子 おおさきや けいこ 農業 沿岸なりわい支援課 種苗会社
登米田 浩 とめだ ひろし 行政 地域みらい課 商工団体
岩沼井 千春 いわぬまい ちはる 薬剤師 杜の健康づくり課 薬局
亘理川 一郎 わたりがわ いちろう 総合土木 まちの道づくり課 測量会社
利府坂 麻衣 りふざか まい 行政 しごとデザイン推進室 人材会社
松島田 健太 まつしまだ けんた 建築 まちの道づくり課 工務店
七浜 由香 ななはま ゆか 行政 デジタルくらし課 自治体の相談員
富谷原 剛 とみやはら つよし 電気 しごとデザイン推進室 鉄道会社
大和沢 さくら たいわざわ さくら 行政 学びつながり室 子育て支援団体
色麻野 修 しかまの おさむ 農業 沿岸なりわい支援課 果樹園
加美川 優子 かみがわ ゆうこ 行政 地域みらい課 観光協会
涌谷原 博 わくやはら ひろし 化学 水辺環境保全課 分析会社
美里坂 和也 みさとざか かずや 行政 デジタルくらし課 会計事務所
女川野 瞳 おながわの ひとみ 行政 沿岸なりわい支援課 まちづくり会社
南三里 拓海 みなみさんり たくみ 水産 沿岸なりわい支援課 研究所
蔵王原 絵里 ざおうはら えり 栄養士 杜の健康づくり課 給食会社
川崎野 徹 かわさきの とおる 総合土木 まちの道づくり課 建設会社
村田沢 香織 むらたざわ かおり 行政 人材育成室 研修講師
大河谷 望 おおかわや のぞみ 林業 水辺環境保全課 森林組合
山元坂 進 やまもとざか すすむ 行政 地域みらい課 いちご農園`

export const others: DemoPerson[] = more.split('\n').map((line, i) => {
  const [family = '', given = '', familyKana = '', givenKana = '', job = '', department = '', headline = ''] = line.split(' ')
  const joined = 1995 + ((i * 7) % 22)
  return {
    key: `member${i + 1}`, email: `member${i + 1}@example.com`, family, given, familyKana, givenKana, job, department: department === '人材育成室' ? '学びつながり室' : department, headline,
    joined: `${joined}-04-01`, left: `${Math.min(2024, joined + 5 + ((i * 5) % 12))}-03-31`,
  }
})
