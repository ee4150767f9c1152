import type { tFor } from '../../i18n/texts.server.ts'
import { sharesOf } from './policy.ts'
import type { RoomPoll } from './views.ts'

/** What a poll has come to, a line each, for files and records; with the first round beside the second. Nothing hidden, nothing that is kept. */
export function resultLines(t: ReturnType<typeof tFor>, poll: RoomPoll, first?: RoomPoll): string[] {
  const { counts, words = [], answers = [] } = poll.tally
  if (counts === null) return []
  const line = (name: string, value: string) => t('export.choice', { choice: name, share: value })
  if (poll.kind === 'cloud') return words.filter((w) => !w.isHidden).map(({ word, count }) => line(word, t('polls.said', { count })))
  if (poll.kind === 'text') return answers.filter((a) => !a.isHidden).map(({ text }) => text)
  const shares = sharesOf(poll, poll.tally) ?? []
  const before = first && sharesOf(first, first.tally)
  const nameOf = (i: number) => (poll.kind === 'scale' ? `${i + 1} ${poll.choices[i] ?? ''}`.trim() : (poll.choices[i] ?? ''))
  if (poll.kind === 'ranking') return counts.map((_, i) => i).sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b).map((i, place) => line(`${t('polls.place', { place: place + 1 })} ${nameOf(i)}`, t('polls.points', { count: counts[i] ?? 0 })))
  return counts.map((count, i) => {
    const share = t('polls.share', { count, share: shares[i] ?? 0 })
    return line(nameOf(i), before ? t('polls.share_was', { share, before: before[i] ?? 0 }) : share)
  })
}

/** The line that says what was asked and by how many it was answered. */
export const pollLine = (t: ReturnType<typeof tFor>, poll: RoomPoll): string =>
  t('export.poll', { question: poll.question, state: [...(poll.firstId === null ? [] : [t('polls.round', { round: 2 })]), t('polls.answered_by', { count: poll.tally.voters })].join('・') })
