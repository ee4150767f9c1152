import { useState } from 'react'
import type { RoomState } from '~/domain/live/fold.ts'
import { useT } from '~/i18n/index.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'

/** Picture and sound: nothing of another place is loaded before somebody asks for it. */
export function LivePlayer({ eventId, title, stream }: { eventId: string; title: string; stream: NonNullable<RoomState['stream']> }) {
  const t = useT()
  const [isOn, setOn] = useState(false)
  const address = `/events/${eventId}/player`
  if (stream.kind === 'link') {
    return (
      <section className="card stream-link" aria-label={t('live.stream')}>
        <p className="small">{t('live.stream_link', { name: stream.name })}</p>
        <a className="btn btn-outline" href={stream.href} target="_blank" rel="noreferrer"><Icon name="ext" />{t('live.stream_open', { name: stream.name })}</a>
      </section>
    )
  }
  // oxlint-disable-next-line react/iframe-missing-sandbox -- a page of our own that runs nothing; its policy holds the one place it frames
  if (isOn) return <div className="player"><iframe className="player-frame" src={address} title={t('live.player_of', { title })} allow="autoplay; fullscreen; picture-in-picture; encrypted-media" allowFullScreen /></div>
  return (
    <section className="player" aria-label={t('live.stream')}>
      <div className="player-art player-ask">
        <ButtonLink
          variant="live" icon="play" to={address} reloadDocument
          onClick={(event) => {
            event.preventDefault()
            setOn(true)
          }}
        >{t('live.play')}</ButtonLink>
        <p className="small">{t('live.play_means', { name: stream.name })}</p>
      </div>
    </section>
  )
}
