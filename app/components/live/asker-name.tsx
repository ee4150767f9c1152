import type { Question } from '~/domain/live/fold.ts'
import { useT } from '~/i18n/index.tsx'

/** Who asked, as the others may know it. */
export function useAskerName(): (asker: Question['asker']) => string {
  const t = useT()
  return (asker) => (asker === null ? t('live.anonymous') : t(asker.id === null ? 'live.pseudonym_of' : 'live.asker', { name: asker.name }))
}
