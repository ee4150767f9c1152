import type { ReactNode } from 'react'
import type { Chapter, Recording } from '~/domain/live/views.ts'
import { clockText } from '~/domain/live/views.ts'
import { useT } from '~/i18n/index.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'

/** `at`: the second that was asked for; null: nobody has asked for anything yet. `turn` rises with every asking, so that the same place can be heard again. */
export type Playing = { at: number; turn: number } | null
export const playerAddress = (eventId: string, at: number): string => `/events/${eventId}/player${at > 0 ? `?t=${at}` : ''}`

type Props = { eventId: string; title: string; recording: Recording | null; chapters: Chapter[]; /** The chapter that the address names. */ from: Chapter | undefined; playing: Playing; onPlay: (at: number) => void }

/** The recording and its chapters. Nothing of another place is loaded before somebody asks for it; without a recording a chapter leads to its question. */
export function RecordingPlayer({ eventId, title, recording, chapters, from, playing, onPlay }: Props) {
  const t = useT()
  const isPlayable = recording !== null && recording.stream.kind !== 'link'
  const first = from?.second ?? 0
  return (
    <>
      {recording !== null && !isPlayable && (
        <section className="card stream-link" aria-label={t('archive.recording')}>
          <p className="small">{t('archive.recording_link', { name: recording.stream.name })}</p>
          <a className="btn btn-outline" href={recording.stream.href} target="_blank" rel="noreferrer"><Icon name="ext" />{t('live.stream_open', { name: recording.stream.name })}</a>
        </section>
      )}
      {isPlayable && (playing === null ? (
        <section className="player" aria-label={t('archive.recording')}>
          <div className="player-art player-ask">
            <ButtonLink variant="live" icon="play" to={playerAddress(eventId, first)} reloadDocument onClick={(event) => { event.preventDefault(); onPlay(first) }}>{first > 0 ? t('archive.play_from', { time: clockText(first) }) : t('archive.play_recording')}</ButtonLink>
            <p className="small">{t('live.play_means', { name: recording.stream.name })}</p>
          </div>
        </section>
      ) : (
        // oxlint-disable-next-line react/iframe-missing-sandbox -- a page of our own that runs nothing; its policy holds the one place it frames
        <div className="player"><iframe key={playing.turn} className="player-frame" src={playerAddress(eventId, playing.at)} title={t('archive.recording_of', { title })} allow="autoplay; fullscreen; picture-in-picture; encrypted-media" allowFullScreen /></div>
      ))}
      {chapters.length > 0 && (
        <section className="chapters" aria-labelledby="ch-h">
          <h2 className="h-s" id="ch-h">{t('archive.chapters')}</h2>
          {isPlayable && <p className="small muted">{t('archive.chapters_text')}</p>}
          <ol className="chapter-list">
            {chapters.map((chapter) => (
              <li key={chapter.id} aria-current={chapter.id === from?.id ? 'true' : undefined}>
                {isPlayable ? <ChapterLink eventId={eventId} chapter={chapter} onPlay={onPlay}><span className="num">{clockText(chapter.second)}</span> <span lang="ja">{chapter.text}</span></ChapterLink>
                  : <a href={`#q-${chapter.id}`}><span className="num">{clockText(chapter.second)}</span> <span lang="ja">{chapter.text}</span></a>}
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  )
}

/** Leads to the recording at a chapter: in the page, or without JavaScript to the player itself. */
export function ChapterLink({ eventId, chapter, onPlay, children }: { eventId: string; chapter: Chapter; onPlay: (at: number) => void; children: ReactNode }) {
  const t = useT()
  return (
    <a
      href={playerAddress(eventId, chapter.second)} aria-label={t('archive.play_at', { time: clockText(chapter.second), question: chapter.text })}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        onPlay(chapter.second)
      }}
    >{children}</a>
  )
}
