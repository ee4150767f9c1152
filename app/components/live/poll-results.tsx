import { sharesOf } from '~/domain/polls/policy.ts'
import type { PollFacts, PollTally, RoomPoll } from '~/domain/polls/views.ts'
import { useT } from '~/i18n/index.tsx'
import { Icon } from '../ui/icon.tsx'

type Props = { poll: RoomPoll; /** The first round of the same question, to be seen beside this one. */ first?: RoomPoll | undefined; picks?: number[] | undefined }

/** What a poll has come to, as whoever looks may know it; nothing while that is kept. */
export function PollResults({ poll, first, picks }: Props) {
  const { tally } = poll
  if (tally.counts === null) return null
  if (poll.kind === 'cloud') return <Cloud tally={tally} />
  if (poll.kind === 'text') return <Answers tally={tally} />
  return <Bars poll={poll} first={first?.tally.counts ? first : undefined} picks={picks} />
}

/** What a choice is called. */
export const choiceName = ({ kind, choices }: PollFacts, i: number): string => (kind === 'scale' ? `${i + 1}${choices[i] === '' ? '' : ` ${choices[i]}`}` : (choices[i] ?? ''))

/** The middle of a scale's answers; null before anybody answered. */
export function meanOf({ kind }: PollFacts, { counts, voters }: PollTally): string | null {
  if (kind !== 'scale' || counts === null || voters === 0) return null
  return (counts.reduce((sum, n, i) => sum + n * (i + 1), 0) / voters).toFixed(1)
}

/** Bars, of a ranking the first ones first; with a first round two bars a choice. They say nothing that the words beside them do not. */
function Bars({ poll, first, picks = [] }: Props) {
  const t = useT()
  const shares = sharesOf(poll, poll.tally) ?? []
  if (poll.kind === 'ranking' && poll.tally.voters === 0) return <p className="small muted">{t('ballots.none_yet')}</p>
  const before = first && sharesOf(first, first.tally)
  const places = poll.kind === 'ranking' ? shares.map((_, i) => i).sort((a, b) => (poll.tally.counts?.[b] ?? 0) - (poll.tally.counts?.[a] ?? 0) || a - b) : shares.map((_, i) => i)
  const mean = meanOf(poll, poll.tally)
  const meanBefore = first && meanOf(first, first.tally)
  return (
    <>
      <ul className="pbars">
        {places.map((i, place) => (
          <li key={i} data-mine={picks.includes(i + 1) || undefined}>
            <span lang="ja">
              {poll.kind === 'ranking' && <span className="num">{t('ballots.place', { place: place + 1 })} </span>}{choiceName(poll, i)}
              {picks.includes(i + 1) && <span className="small muted"> <Icon name="check" />{poll.kind === 'ranking' ? t('ballots.mine_place', { place: picks.indexOf(i + 1) + 1 }) : t('polls.mine')}</span>}
            </span>
            <span className="num pbar-n">{poll.kind === 'ranking' ? t('ballots.points', { count: poll.tally.counts?.[i] ?? 0 }) : t('polls.share', { count: poll.tally.counts?.[i] ?? 0, share: shares[i] ?? 0 })}</span>
            {before && <span className="small muted num pbar-was">{t('ballots.was', { share: before[i] ?? 0, change: signed((shares[i] ?? 0) - (before[i] ?? 0)) })}</span>}
            <svg aria-hidden="true" preserveAspectRatio="none">
              {before && <rect className="pbar-before" width={`${before[i] ?? 0}%`} height="40%" />}
              <rect className="pbar-now" width={`${shares[i] ?? 0}%`} height={before ? '60%' : '100%'} y={before ? '40%' : 0} />
            </svg>
          </li>
        ))}
      </ul>
      {mean !== null && <p className="small">{meanBefore ? t('ballots.mean_was', { mean, before: meanBefore }) : t('ballots.mean', { mean })}</p>}
      {before && <p className="small muted pbar-key"><svg className="pbar-swatch" aria-hidden="true"><rect className="pbar-before" width="100%" height="100%" /></svg>{t('ballots.round', { round: 1 })}<svg className="pbar-swatch" aria-hidden="true"><rect className="pbar-now" width="100%" height="100%" /></svg>{t('ballots.round', { round: 2 })}</p>}
    </>
  )
}

const signed = (n: number): string => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : '±0')

const SIZES = 5
/** Words in the order they are said most, the more the larger. */
function Cloud({ tally }: { tally: PollTally }) {
  const t = useT()
  const words = (tally.words ?? []).filter((w) => !w.isHidden)
  const most = words[0]?.count ?? 1
  if (words.length === 0) return <p className="small muted">{t('ballots.none_yet')}</p>
  return (
    <ul className="cloud">
      {words.map(({ key, word, count }) => <li key={key} data-size={Math.max(1, Math.ceil((count / most) * SIZES))}><span lang="ja">{word}</span> <span className="num cloud-n">{count}</span></li>)}
    </ul>
  )
}

/** The last answers, newest first. */
function Answers({ tally }: { tally: PollTally }) {
  const t = useT()
  const answers = (tally.answers ?? []).filter((a) => !a.isHidden)
  if (answers.length === 0) return <p className="small muted">{t('ballots.none_yet')}</p>
  return <ul className="panswers">{answers.toReversed().map(({ id, text }) => <li key={id} lang="ja">{text}</li>)}</ul>
}
