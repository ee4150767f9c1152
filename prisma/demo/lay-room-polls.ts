import type { Tx } from '../../app/core/db.server.ts'
import { wordsOf } from '../../app/domain/polls/index.server.ts'
import { makePoll } from '../factories/polls.ts'
import { demoId } from './ids.ts'

type DemoRoomPoll = {
  key: string
  question: string
  kind: 'one' | 'many' | 'scale' | 'ranking' | 'text' | 'cloud'
  choices?: string[]
  /** Minutes after the start; without `opens` a draft. */
  opens?: number
  closes?: number
  /** Its first round. */
  first?: string
  /** What the members who go answered, one after the other: choices or words. */
  answers: (number[] | string)[]
}

const times = (n: number, pick: number): number[][] => Array.from({ length: n }, () => [pick])

/** The live room: two that are open, one that was closed, one that waits. */
const live: DemoRoomPoll[] = [
  { key: 'own', question: '再生可能エネルギーの仕事に、かかわったことはありますか', kind: 'one', choices: ['いまかかわっている', '以前かかわっていた', 'これからかかわりたい', 'かかわったことはない'], opens: 1, closes: 5, answers: [...times(6, 1), ...times(5, 2), ...times(14, 3), ...times(8, 4)] },
  { key: 'words', question: '地域のエネルギーと聞いて、思い浮かぶことばは何ですか', kind: 'cloud', opens: 6, answers: [
    '太陽光、蓄電池', '小水力', '太陽光と省エネ', '防災、蓄電池', '省エネ', '薪ストーブ', '太陽光', '小水力、地域の仕事', '防災倉庫', '風力', '太陽光、公民館', '蓄電池', '省エネ、断熱', '水路', '電気代', '防災', '木質バイオマス', '太陽光', '断熱', '人のつながり',
  ] },
  { key: 'start', question: '地域で最初に取り組むなら、どれですか', kind: 'one', choices: ['太陽光', '省エネ', '小水力', 'まだ分からない'], opens: 12, answers: [...times(13, 1), ...times(9, 2), ...times(6, 3), ...times(3, 4)] },
  { key: 'next', question: '次に聞きたい話を、聞きたい順に並べてください', kind: 'ranking', choices: ['費用と補助', '住民との話し合い', '維持と点検', '人の集め方'], answers: [] },
]

/** The finished seminar: the same question before the talks and after them. */
const past: DemoRoomPoll[] = [
  { key: 'before', question: '県庁で身についたことは、外でも役に立つと思いますか', kind: 'scale', choices: ['思わない', '', '', '', 'とても思う'], opens: 1, closes: 4, answers: [...times(2, 1), ...times(6, 2), ...times(8, 3), ...times(4, 4), ...times(1, 5)] },
  { key: 'after', first: 'before', question: '県庁で身についたことは、外でも役に立つと思いますか', kind: 'scale', choices: ['思わない', '', '', '', 'とても思う'], opens: 50, closes: 56, answers: [...times(1, 2), ...times(4, 3), ...times(9, 4), ...times(8, 5)] },
]

async function lay(tx: Tx, polls: DemoRoomPoll[], to: { eventId: string; hostId: string; start: Date; members: string[] }): Promise<void> {
  const at = (minutes: number) => new Date(to.start.getTime() + minutes * 60_000)
  const idOf = (key: string) => demoId(`poll:${to.eventId}:${key}`)
  for (const { key, question, kind, choices = [], opens, closes, first, answers } of polls) {
    const most = kind === 'ranking' ? choices.length : kind === 'cloud' ? 3 : 1
    await makePoll(tx, {
      id: idOf(key), subject: 'event', subjectId: to.eventId, authorId: to.hostId, question, kind, choices, most, createdAt: at(opens ?? 0), openedAt: opens === undefined ? null : at(opens), closedAt: closes === undefined ? null : at(closes),
      firstId: first === undefined ? null : idOf(first),
      votes: answers.slice(0, to.members.length).map((answer, i) => ({ memberId: to.members[i] ?? '', ...(typeof answer === 'string' ? { picks: [], text: answer, words: wordsOf(answer, most) } : { picks: answer }) })),
    })
  }
}

/** Polls of the room that is open now; whoever tries the demo has not answered the open ones yet. */
export const layLivePolls = (tx: Tx, to: Parameters<typeof lay>[2]): Promise<void> => lay(tx, live, to)
export const layPastPolls = (tx: Tx, to: Parameters<typeof lay>[2]): Promise<void> => lay(tx, past, to)
