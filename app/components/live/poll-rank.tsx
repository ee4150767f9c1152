import { useEffect, useState } from 'react'
import type { RoomPoll } from '~/domain/polls/views.ts'
import { useT } from '~/i18n/index.tsx'

/** A ranking: one presses the choices in order, and again to take one out. Without JavaScript each choice has a list of places. */
export function RankField({ poll, picks }: { poll: RoomPoll; picks: number[] }) {
  const t = useT()
  const [isLive, setLive] = useState(false)
  const [order, setOrder] = useState(picks)
  useEffect(() => setLive(true), [])
  const placeOf = (choice: number) => order.indexOf(choice) + 1
  if (!isLive) {
    return (
      <div className="stack g-8">
        {poll.choices.map((choice, i) => (
          <label key={i} className="prank-no" lang="ja">
            <select className="select" name={`rank${i + 1}`} defaultValue={placeOf(i + 1) || ''}>
              <option value="">－</option>
              {poll.choices.map((_, place) => <option key={place} value={place + 1}>{t('ballots.place', { place: place + 1 })}</option>)}
            </select>
            <span>{choice}</span>
          </label>
        ))}
      </div>
    )
  }
  return (
    <>
      <p className="small muted">{t('ballots.rank_hint')}</p>
      <div className="pchoices">
        {poll.choices.map((choice, i) => {
          const place = placeOf(i + 1)
          return (
            <button
              key={i} type="button" className="pchoice" lang="ja" aria-pressed={place > 0}
              onClick={() => setOrder((now) => (now.includes(i + 1) ? now.filter((n) => n !== i + 1) : [...now, i + 1]))}
            >
              <span className="prank num">{place > 0 ? t('ballots.place', { place }) : '－'}</span>
              <span>{choice}</span>
            </button>
          )
        })}
      </div>
      <input type="hidden" name="picks" value={order.join(',')} />
    </>
  )
}
