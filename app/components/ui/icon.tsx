import { type IconName, iconPaths } from './icon-paths.ts'

export type { IconName } from './icon-paths.ts'

type Props = {
  name: IconName
  /** What the icon says, where no text says it. Without it the icon is decoration and hidden from readers. */
  label?: string | undefined
  className?: string | undefined
}

export function Icon({ name, label, className }: Props) {
  const access = label === undefined ? { 'aria-hidden': true as const } : { role: 'img', 'aria-label': label }
  return (
    <svg className={className === undefined ? 'i' : `i ${className}`} viewBox="0 0 24 24" {...access}>
      <path d={iconPaths[name]} strokeWidth={name === 'more' ? 2.75 : undefined} />
    </svg>
  )
}
