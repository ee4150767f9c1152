import type { Answers, FormQuestion } from '../../app/domain/events/views.ts'

/** Times are local times in Japan, moved with the day the demo is laid out. The live one starts 20 minutes before. */
export type DemoEvent = {
  key: string
  kind: 'seminar' | 'meetup'
  mode: 'online' | 'venue' | 'hybrid'
  status: 'published' | 'cancelled'
  title: string
  summary: string
  body: string[]
  agenda: { at: string; text: string }[]
  starts: string
  ends: string
  place: string
  host: string | null
  hostNote: string
  /** Seats of its kind; of a hybrid one, at the place. */
  capacity: number | null
  onlineCapacity?: number | null
  /** Keys of people who go (of a hybrid one: to the place), in order; then of those who wait. */
  going: string[]
  waiting?: string[]
  /** Of a hybrid one: who comes online. */
  online?: string[]
  /** Who waits for a host's word. */
  pending?: string[]
  offersSeats?: boolean
  needsApproval?: boolean
  questions?: FormQuestion[]
  /** Among the office's tags. */
  themes?: string[]
  /** By the key of who registered. */
  needs?: Record<string, { support?: string; answers?: Answers }>
  cancelNote?: string
  recordingMinutes?: number
}

const members = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => `member${from + i}`)

export const LIVE = 'renewable'
/** The seminar that is over, with a room and a record. */
export const PAST = 'outside'

const meetupQuestions: FormQuestion[] = [
  { id: 'lunch', text: 'お茶とお菓子を召し上がりますか', kind: 'one', options: ['はい', 'いいえ'], isRequired: true, when: null },
  { id: 'cannot', text: '食べられないものはありますか', kind: 'many', options: ['卵', '乳', '小麦', 'そば', '落花生'], isRequired: false, when: { id: 'lunch', option: 'はい' } },
]

export const events: DemoEvent[] = [
  { key: 'outside', themes: ['働き方'], kind: 'seminar', mode: 'online', status: 'published', title: '外から見た県庁の仕事術', summary: '退職して気づいた、県庁で身についたこと。引き継ぎ、文書、調整。3人のアルムナイが話します。',
    body: ['在職中は当たり前だった仕事の進め方が、外に出ると強みになります。', '3人の経験を聞いたあと、皆さまの質問に答えます。'], agenda: [{ at: '19:00', text: '3人の話' }, { at: '19:30', text: '質問に答えます' }],
    starts: '2025-10-23T19:00', ends: '2025-10-23T20:00', place: '', host: 'hamagishi', hostNote: '民間に移って、文書の力に何度も助けられました。', capacity: 100, going: ['natorizawa', 'togarino', 'shizugawara', ...members(1, 20), 'kuramori'], recordingMinutes: 58 },
  { key: LIVE, kind: 'seminar', mode: 'online', status: 'published', title: '再生可能エネルギーと地域のこれから', summary: '小さな町で太陽光と蓄電池を始めるとき、何から話し合えばよいか。現場の例をもとに、質問に答えながら進めます。',
    body: ['防災倉庫の蓄電池、公民館の屋根、小さな水路。地域で始めた3つの例を紹介します。', '途中でいつでも質問できます。答えきれなかった質問にも、あとで回答します。'], agenda: [{ at: '10:00', text: '3つの町の例' }, { at: '10:20', text: '皆さまの質問に答えます' }, { at: '11:15', text: 'まとめ' }],
    starts: '2025-11-20T10:00', ends: '2025-11-20T11:30', place: '', host: 'kuramori', hostNote: '県では電気の職員として、しごとデザイン推進室で働きました。いまは再エネ企業で、町の計画を手伝っています。', capacity: 200, going: ['hamagishi', 'natorizawa', 'takasegawa', 'nguyen', 'yoshihiro', 'shizugawara', 'matsugakata', 'togarino', ...members(1, 30)] },
  { key: 'care-and-work', themes: ['介護', '働き方', '県の制度'], kind: 'seminar', mode: 'online', status: 'published', title: '介護と仕事を両立する制度を考える', summary: '仕事を続けながら家族を支えるとき、どんな制度があれば助かったか。3つの職場の例を聞き、県への提案を一緒にまとめます。',
    body: ['介護休暇のある国とない国、民間の会社、県庁。3つの職場の例から始めます。', '制度があっても使えない理由を話し合い、県への提案をまとめます。'], agenda: [{ at: '19:00', text: 'はじめに、3つの職場の例' }, { at: '19:35', text: 'みなさんの質問に答えます' }, { at: '20:10', text: '県への提案をまとめます' }],
    starts: '2025-11-27T19:00', ends: '2025-11-27T20:30', place: '', host: 'nguyen', hostNote: '海外の職場で、介護休暇のある国とない国の両方を経験しました。制度があっても使えない理由から、お話しします。', capacity: 50, going: ['hamagishi', 'shizugawara', ...members(1, 28)] },
  { key: 'sendai', themes: ['復職'], kind: 'meetup', mode: 'venue', status: 'published', title: '仙台交流会', summary: '久しぶりの人とも、初めての人とも。お茶とお菓子を囲んで話しましょう。', body: ['お一人での参加も歓迎します。子ども連れの方は、申し込みのときにお知らせください。'], agenda: [{ at: '14:00', text: '受付' }, { at: '14:20', text: '近況の紹介' }, { at: '15:00', text: '自由に話す時間' }],
    starts: '2025-12-06T14:00', ends: '2025-12-06T16:30', place: '仙台市内', host: 'naruseya', hostNote: '事務局がお迎えします。', capacity: 30, going: ['hamagishi', 'togarino', 'kuramori', 'matsugakata', ...members(1, 25)], questions: meetupQuestions,
    needs: { togarino: { support: '車いすで参加します。', answers: { lunch: 'いいえ' } }, kuramori: { answers: { lunch: 'はい', cannot: ['そば'] } }, member3: { answers: { lunch: 'はい' } }, member7: { support: '5歳の子どもと一緒です。', answers: { lunch: 'はい', cannot: ['卵', '小麦'] } } } },
  { key: 'morning', kind: 'meetup', mode: 'online', status: 'published', title: 'オンライン朝活', summary: '毎月1回の朝に、45分だけ。近況と、いま読んでいる本の話をします。', body: ['顔を出さなくても、聞くだけでも大丈夫です。'], agenda: [],
    starts: '2025-12-13T07:30', ends: '2025-12-13T08:15', place: '', host: 'hamagishi', hostNote: '', capacity: 16, going: ['hamagishi', 'hasebegawa', ...members(3, 9)] },
  { key: 'timber', kind: 'seminar', mode: 'hybrid', status: 'published', title: '公共建築の木質化', summary: '学校、図書館、庁舎。木でつくるときの費用と手間、そして維持のことを、設計の現場から話します。', body: ['会場では、実際の部材に触れていただけます。'], agenda: [{ at: '19:00', text: '3つの建物の話' }, { at: '19:50', text: '質問に答えます' }],
    starts: '2025-12-17T19:00', ends: '2025-12-17T20:30', place: '仙台市内とオンライン', host: 'togarino', hostNote: '役所の図面を引いた経験は、独立してからの信用になりました。', capacity: 20, going: members(5, 24), waiting: ['takasegawa', 'member25'], onlineCapacity: 100, online: ['nguyen', 'hasebegawa', ...members(26, 30)] },
  { key: 'snow', kind: 'meetup', mode: 'venue', status: 'cancelled', title: '雪の日の交流会', summary: '雪の日ならではの、あたたかい集まりです。', body: [], agenda: [], starts: '2025-12-20T14:00', ends: '2025-12-20T16:00', place: '仙台市内', host: 'naruseya', hostNote: '', capacity: 20, going: [], cancelNote: '大雪の見込みのため中止します。申し込みは取り消しました。' },
  { key: 'waterside', kind: 'seminar', mode: 'online', status: 'published', title: 'データで読む水辺', summary: '公開されている水質データから、川と湖の40年を読みます。パソコンの用意はいりません。', body: ['欧州からお話しします。宮城の時刻で夜7時に始まります。'], agenda: [{ at: '19:00', text: 'データの読み方' }, { at: '19:40', text: '質問に答えます' }],
    starts: '2026-01-15T19:00', ends: '2026-01-15T20:30', place: '', host: 'hasebegawa', hostNote: '水質の研究をしています。', capacity: 60, going: ['kazuragino', ...members(2, 19)] },
  { key: 'tokyo', kind: 'meetup', mode: 'venue', status: 'published', title: '東京交流会', summary: '首都圏にお住まいの皆さまの集まりです。ゆっくり話せる午後に。', body: ['宮城のお菓子を用意します。'], agenda: [], starts: '2026-01-24T15:00', ends: '2026-01-24T17:00', place: '東京都内', host: 'sanumahara', hostNote: '', capacity: 40, needsApproval: true, going: ['hamagishi', ...members(10, 21)], pending: ['natorizawa', 'member24'] },
]

export type DemoQuestion = {
  who: string | null
  text: string
  status: 'pending' | 'approved' | 'answering' | 'answered_live' | 'answered_text' | 'deferred' | 'merged' | 'dismissed'
  votes: number
  minute: number
  /** Another name the room knows them by. */
  pseudonym?: string
  /** Names of labels. */
  labels?: string[]
  /** As its author wrote it, where the host changed the words. */
  original?: string
  /** The speaker's, in writing. */
  answer?: string
  /** The question it was put together with, by its place in the list; that one lists it so that its votes hold both. */
  into?: number
  reason?: 'time' | 'off_topic'
  /** What its author alone was told with that. */
  note?: string
}

/** Labels of the live room: those that attendees see, and those that hosts keep for themselves. */
export const liveLabels: { name: string; isPublic: boolean }[] = [{ name: '費用と補助', isPublic: true }, { name: '進め方', isPublic: true }, { name: '事例を確認', isPublic: false }]

/** What hosts said to one another: minutes after the start. */
export const liveMessages: { who: string; text: string; minute: number; readBy?: string }[] = [
  { who: 'naruseya', text: '声がよく届いています。このままお願いします', minute: 6, readBy: 'kuramori' },
  { who: 'naruseya', text: '次は「小さな町」の質問です', minute: 18 },
]

/** Questions of the live seminar: minutes after its start. */
export const liveQuestions: DemoQuestion[] = [
  { who: 'nguyen', text: '県庁を離れて、この仕事を選んだ理由を教えてください', status: 'answered_live', votes: 34, minute: 2 },
  { who: 'takasegawa', text: '県内で蓄電池の補助を使った事例はありますか', status: 'answering', votes: 31, minute: 3, labels: ['費用と補助'] },
  { who: 'natorizawa', text: '小さな町でも始められる規模はどれくらいですか', status: 'approved', votes: 28, minute: 4 },
  { who: null, text: '反対意見が出たとき、どう話し合いましたか', status: 'approved', votes: 24, minute: 5, labels: ['進め方', '事例を確認'] },
  { who: 'hamagishi', text: '県職員時代の経験で今いちばん役立っていることは何ですか', status: 'approved', votes: 19, minute: 6 },
  { who: 'yoshihiro', text: '学生に勧めるなら、まず何を学ぶとよいですか', status: 'approved', votes: 15, minute: 8 },
  { who: null, text: '古い庁舎の屋根にも載せられますか', status: 'approved', votes: 9, minute: 10 },
  { who: 'member8', text: '農業用の水路で発電している町はありますか', status: 'approved', votes: 7, minute: 11, pseudonym: '里山のカワセミ' },
  { who: 'member17', text: '自治会で電気代を分け合う仕組みは、どうつくりましたか', status: 'approved', votes: 4, minute: 13 },
  { who: 'hamagishi', text: '水力の維持管理は、地元の方が担っていますか', status: 'pending', votes: 0, minute: 17 },
  { who: 'member22', text: '補助金の申請は、町と県のどちらに出すのですか', status: 'pending', votes: 0, minute: 18 },
  { who: 'matsugakata', text: '蓄電池の補助の事例を知りたいです', status: 'pending', votes: 0, minute: 19 },
  { who: 'member14', text: '反対の声が出たときは、どう話し合いましたか', status: 'merged', votes: 6, minute: 7, into: 3 },
  { who: 'member20', text: '計画の書類のひな形は、どこで手に入りますか', status: 'deferred', votes: 8, minute: 9, labels: ['進め方'] },
  { who: 'togarino', text: '公民館の屋根に載せるとき、構造の確認はどうしましたか', original: '屋根の構造って大丈夫なんですか？確認しましたか', status: 'answered_text', votes: 11, minute: 9, answer: '建築士の確認を受けてから載せました。\n古い公民館では、屋根に載せずに敷地の端に置いた例もあります。' },
  { who: 'member27', text: '来月の県民だよりの配布日はいつですか', status: 'dismissed', votes: 0, minute: 12, reason: 'off_topic', note: '県の窓口でお分かりになります。' },
]

/** Asked before the seminar with seats at the place and online: who, what, how many want to hear it too. The last one waits to be checked. */
export const AHEAD = 'timber'
export const aheadQuestions: [string, string, number][] = [
  ['shizugawara', '木の床の手入れは、どのくらいの間隔で必要ですか', 5], ['member5', '鉄骨と比べて、工期はどれくらい変わりますか', 3], ['member9', '見学できる図書館はありますか', 0],
]

/** Questions of the finished seminar, all answered. */
/** Who asked, what, how many wanted to hear it too, and whether there was no time for it. */
export const pastQuestions: [string, string, number, 'left'?][] = [
  ['natorizawa', '異動が多い経験は、民間でどう見られますか', 22], ['member1', '引き継ぎの資料は、どこまで書くのがよいですか', 15], ['togarino', '調整の仕事を、面接でどう説明しましたか', 18], ['member3', '文書の書き方で、いまも役立っていることは何ですか', 14],
  ['member4', '議会の対応の経験は役に立ちますか', 6], ['shizugawara', '時短で働くときの、仕事の断り方を教えてください', 17], ['member6', '民間に移って、いちばん驚いたことは何ですか', 12], ['member7', '資格は必要ですか', 9], ['member8', '県庁の人と、いまも仕事をしますか', 5],
  ['member9', '年収の話を聞いてもよいですか', 8], ['member10', '早起きのコツはありますか', 3], ['member11', '研修で役立ったものはありますか', 4], ['member12', '県庁に戻りたいと思うことはありますか', 11, 'left'], ['member13', '最初の3か月で気をつけたことは何ですか', 10],
]
