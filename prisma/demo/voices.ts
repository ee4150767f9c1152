import type { VoiceStep } from '../../app/domain/voices/policy.ts'

export type DemoVoice = {
  title: string
  body: string
  department: string
  position: string
  reason?: string
  /** Local times in Japan, which move with the day the demo is laid out; the first is 受付. */
  steps: [step: VoiceStep, at: string, note?: string][]
  /** Posts as [topic, number], questions of the past seminar by number, members who said it elsewhere, and how many did without a name. */
  posts?: [string, number][]
  questions?: number[]
  said?: string[]
  nameless?: number
  supporters: string[]
}

const demoLine = '(デモの回答です。県の見解ではありません。)'
const those = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, i) => `member${from + i}`)

export const voices: DemoVoice[] = [
  {
    title: '介護離職者の復職準備研修', department: '学びつながり室', body: '介護で離れた期間が長いと、仕事の進め方も使う道具も変わっています。戻る前に、学び直せる機会がほしいです。',
    position: `復職を考えている方が、働く前に業務の進め方を学べる研修を始めます。1回目は10月に開き、6人が参加しました。内容は、参加した方の声を聞きながら毎年見直します。\n${demoLine}`,
    steps: [['received', '2025-09-25T10:20'], ['considering', '2025-09-30T09:10', '学びつながり室が担当になりました。'], ['answered', '2025-10-14T15:00'], ['adopted', '2025-10-28T11:30', '10月に1回目を開きました。6人が参加しました。']],
    posts: [['care', 1]], said: ['shizugawara'], nameless: 1, supporters: those(1, 6),
  },
  {
    title: '短時間勤務の選択肢', department: '人事課', body: '夕方だけでなく、朝の1時間も取れると保育園に間に合います。介護は予定が読めないので、前日でも申し込める仕組みもほしいです。',
    position: `部分休業を取れる時間帯は、来年1月から広げる予定です。学び直しでも使えるようにしたいという声は、まだ結論が出ていません。ほかの県の例を調べ、年度内にもう一度お答えします。\n${demoLine}`,
    steps: [['received', '2025-09-29T09:30'], ['considering', '2025-10-06T10:00', '人事課が担当になりました。'], ['answered', '2025-11-12T16:20'], ['partly', '2025-11-19T09:30', '部分休業を取れる時間帯が広がります。']],
    posts: [['four-days', 3], ['childcare', 1], ['childcare', 3]], questions: [5], nameless: 2, supporters: ['hamagishi', ...those(7, 17)],
  },
  {
    title: '復職時の給与・経験年数の扱い', department: '人事課', body: '民間で働いた年数が、復職したときの給与にどう数えられるのかを知りたいです。見通しがないと、戻ることを家族に話せません。',
    position: '', steps: [['received', '2025-09-26T13:40'], ['considering', '2025-10-02T10:00', '民間での経験年数の数え方を、ほかの県の例とあわせて調べています。']],
    questions: [12], said: ['togarino'], nameless: 2, supporters: those(18, 27),
  },
  {
    title: '県外在住者のテレワーク勤務', department: 'デジタルくらし課', body: '家族の仕事で県外に住んでいます。県外に住んだまま、テレワークで県の仕事に関わる方法はありませんか。',
    position: `県外に住みながら正規職員として働くことは、いまは難しいと考えています。任期や委託など、ほかの形で力を貸していただく方法を、あわせて検討します。\n${demoLine}`,
    reason: '災害のときの参集と、服務の管理に、まだ課題があります。', steps: [['received', '2025-10-08T11:05'], ['considering', '2025-10-15T09:00'], ['answered', '2025-10-31T14:00'], ['declined', '2025-11-05T10:30']],
    said: ['natorizawa', 'hasebegawa'], nameless: 1, supporters: ['hamagishi', ...those(1, 8)],
  },
  {
    title: '申請窓口の待ち時間の見える化', department: 'デジタルくらし課', body: '窓口の混み具合が先にわかれば、休みを取らずに行ける時間を選べます。',
    position: `窓口の改修にあわせて考えます。費用と効果を確かめ、来年度の計画をつくるときの参考にします。\n${demoLine}`,
    steps: [['received', '2025-10-20T08:50'], ['considering', '2025-10-27T09:00'], ['answered', '2025-11-10T13:30'], ['noted', '2025-11-12T10:00']],
    said: ['matsugakata'], supporters: those(9, 15),
  },
]
