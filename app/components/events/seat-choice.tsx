import { RadioCards } from '~/components/form/radio-cards.tsx'
import type { OwnRegistration } from '~/domain/events/index.server.ts'
import { useT } from '~/i18n/index.tsx'

type Props = { seats: OwnRegistration['seats']; error: string | undefined; chosen: string; /** The kind they have already. */ mine?: string }

/** At the place or online, with what is left of each. */
export function SeatChoice({ seats, error, chosen, mine }: Props) {
  const t = useT()
  return (
    <RadioCards name="seat" label={t('events.seat')} required error={error} defaultValue={chosen}
      options={seats.map((s) => ({ value: s.seat, label: t(`events.seat_kind.${s.seat}`), hint: s.seat === mine ? t('events.change.seat_now') : <SeatHint seats={s} /> }))} />
  )
}

function SeatHint({ seats: { left, waiting, isFree } }: { seats: OwnRegistration['seats'][number] }) {
  const t = useT()
  if (isFree) return left === null ? t('events.seat_free') : t('events.seat_left', { count: left })
  return waiting > 0 ? t('events.seat_full_waiting', { count: waiting }) : t('events.seat_full')
}
