import type { ReactNode } from 'react'
import { useT } from '~/i18n/index.tsx'

/** The name somebody had in service, behind today's: 「佐藤 花子 (旧姓 鈴木)」. `shown` where parts of it are marked. */
export function FormerName({ name, shown = name }: { name: string | undefined; shown?: ReactNode }) {
  const t = useT()
  return name === undefined ? null : <span className="small muted former"> ({t(/\s/.test(name) ? 'common.former_full' : 'common.former_family')} <span lang="ja">{shown}</span>)</span>
}
