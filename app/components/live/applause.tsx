import { useEffect, useState } from 'react'
import { type RoomReaction, roomReactions } from '~/domain/live/policy.ts'
import type { RoomKind, RoomRef } from '~/core/rooms.ts'
import { useT } from '~/i18n/index.tsx'
import { useConnection } from '~/realtime/useConnection.ts'
import { currentLine } from '~/realtime/connect.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { useLine } from '~/realtime/use-line.ts'

export const signs: Record<RoomReaction, IconName> = { clap: 'hand', heart: 'heart', idea: 'star', smile: 'smile' }

type Counts = Partial<Record<RoomReaction, number>>
/** What the room was given in the last seconds. */
const FADES_MS = 6_000

export function useApplause(kind: RoomKind, eventId: string): Counts {
  const [given, setGiven] = useState<Counts>({})
  useLine(({ socket }) => {
    const hear = ({ room, counts }: { room: RoomRef; counts: Counts }) => {
      if (room.kind !== kind || room.id !== eventId) return
      setGiven((before) => Object.fromEntries(roomReactions.flatMap((r) => ((before[r] ?? 0) + (counts[r] ?? 0) > 0 ? [[r, (before[r] ?? 0) + (counts[r] ?? 0)]] : []))))
    }
    socket.on('room:applause', hear)
    return () => void socket.off('room:applause', hear)
  })
  useEffect(() => {
    const timer = Object.keys(given).length === 0 ? undefined : setTimeout(() => setGiven({}), FADES_MS)
    return () => clearTimeout(timer)
  }, [given])
  return given
}

/** Applause and the like for the one who speaks: as often as one likes, counted together. Only where there is a line. */
export function ApplauseBar({ eventId }: { eventId: string }) {
  const t = useT()
  const { status } = useConnection()
  const given = useApplause('event', eventId)
  if (status !== 'live') return null
  return (
    <div className="applause" role="group" aria-label={t('live.applaud')}>
      {roomReactions.map((reaction) => (
        <button
          key={reaction} type="button" className="chip" aria-label={t(`live.reaction.${reaction}`)}
          onClick={() => void currentLine()?.line.socket.emit('room:applaud', { eventId, reaction }, () => undefined)}
        >
          <Icon name={signs[reaction]} /><span aria-hidden="true">{t(`live.reaction_word.${reaction}`)}</span>{(given[reaction] ?? 0) > 0 && <span className="num applause-n" aria-hidden="true">{given[reaction]}</span>}
        </button>
      ))}
    </div>
  )
}
