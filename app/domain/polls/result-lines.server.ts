import type { tFor } from '../../i18n/texts.server.ts'
import { sharesOf } from './policy.ts'
import type { RoomPoll } from './views.ts'

type Texts = ReturnType<typeof tFor>
/** A poll of a room or a post. */
export type Told = Pick<RoomPoll, 'question' | 'kind' | 'choices' | 'shows' | 'tally'> & { firstId?: string | null }
/** One choice, word or answer: how often it was chosen or said (of a ranking: points), and its share of 100; null where that is not shown or not counted. */
export type ResultRow = { name: string; count: number | null; share: number | null; before: number | null }

/** What a poll has come to, as rows; of a ranking in the order of its places, with the first round beside the second. Choices alone where nothing is shown yet; nothing that is hidden. */
export function resultRows(poll: Told, first?: Told): ResultRow[] {
  const { counts, words = [], answers = [] } = poll.tally
  const plain = { count: null, share: null, before: null }
  if (poll.kind === 'cloud') return words.filter((w) => !w.isHidden).map(({ word, count }) => ({ ...plain, name: word, count }))
  if (poll.kind === 'text') return answers.filter((a) => !a.isHidden).map(({ text }) => ({ ...plain, name: text }))
  const nameOf = (choice: string, i: number) => (poll.kind === 'scale' ? `${i + 1} ${choice}`.trim() : choice)
  const [shares, before] = [sharesOf(poll, poll.tally), first && sharesOf(first, first.tally)]
  const rows = poll.choices.map((choice, i): ResultRow => ({ name: nameOf(choice, i), count: counts?.[i] ?? null, share: shares?.[i] ?? null, before: before?.[i] ?? null }))
  return poll.kind === 'ranking' ? rows.toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0)) : rows
}

/** The same, a line each, for files and records. */
export function resultLines(t: Texts, poll: Told, first?: Told): string[] {
  const line = (name: string, share: string) => t('export.choice', { choice: name, share })
  return resultRows(poll, first).map(({ name, count, share, before }, i) => {
    if (count === null) return name
    if (poll.kind === 'cloud') return line(name, t('ballots.said', { count }))
    if (poll.kind === 'ranking') return line(`${t('ballots.place', { place: i + 1 })} ${name}`, t('ballots.points', { count }))
    const said = t('polls.share', { count, share: share ?? 0 })
    return line(name, before === null ? said : t('ballots.share_was', { share: said, before }))
  })
}

/** The line that says what was asked, how, by how many it was answered, and why nothing is shown where nothing is. */
export function pollLine(t: Texts, { question, kind, shows, tally, firstId = null }: Told): string {
  const later = tally.counts === null ? [t(shows === 'voted' ? 'polls.later_voted' : 'polls.later_closed')] : []
  return t('export.poll', { question, state: [t(`polls.kind_${kind}`), ...(firstId === null ? [] : [t('ballots.round', { round: 2 })]), ...(tally.isClosed ? [t('polls.closed_badge')] : []), t('ballots.answered_by', { count: tally.voters }), ...later].join('・') })
}
