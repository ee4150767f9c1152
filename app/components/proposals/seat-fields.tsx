import { useT } from '~/i18n/index.tsx'
import { TextInput } from '../form/text-input.tsx'

/** How many may come, at the place and online, in the form of an event that is not public yet. */
export function SeatFields({ valueOf, errors }: { valueOf: (name: string) => string; errors: Record<string, string> | undefined }) {
  const t = useT()
  return (
    <div className="pro-times">
      {(['venueCapacity', 'onlineCapacity'] as const).map((name) => (
        <TextInput key={name} name={name} label={t(`proposals.${name}`)} optional error={errors?.[name]} defaultValue={valueOf(name)} inputMode="numeric" autoComplete="off" width="m" />
      ))}
      <p className="hint">{t('proposals.capacity_hint')}</p>
    </div>
  )
}
