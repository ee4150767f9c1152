import { Icon } from './icon.tsx'
import { avatarColour, initialOf } from './initial.ts'
import { cx } from './cx.ts'

type Size = { size?: 's' | 'l' | 'xl' | undefined }
export type AvatarProps = Size & (
  /** A member: the first character of the name in a colour that never changes for the same `seed` (the member's id). */
  | { variant?: 'person' | undefined; seed: string; name: string }
  /** 匿名: an outline and a person sign, never a colour. */
  | { variant: 'anon' }
  /** The office or a department. */
  | { variant: 'org'; name: string }
)

/** The round sign of a person. Hidden from readers: the name always stands beside it. */
export function Avatar(props: AvatarProps) {
  const size = props.size && `av-${props.size}`
  if (props.variant === 'anon') return <span className={cx('av', 'av-anon', size)} aria-hidden="true"><Icon name="user" /></span>
  const tone = props.variant === 'org' ? 'av-org' : `av-${avatarColour(props.seed)}`
  return <span className={cx('av', tone, size)} aria-hidden="true">{initialOf(props.name)}</span>
}
