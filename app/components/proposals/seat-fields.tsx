import { useT } from '~/i18n/index.tsx'
import { TextInput } from '../form/text-input.tsx'

/** How many may come, in the form of an event that is not public yet. */
export function SeatFields({ valueOf, errors }: { valueOf: (name: string) => string; errors: Record<string, string> | undefined }) {
  const t = useT()
  return <TextInput name="capacity" label={t('proposals.capacity')} optional hint={t('proposals.capacity_hint')} error={errors?.['capacity']} defaultValue={valueOf('capacity')} inputMode="numeric" autoComplete="off" width="m" />
}
