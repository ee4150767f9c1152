import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Avatar, type AvatarProps } from './avatar.tsx'

type Props = AvatarProps & {
  /** The name as it stands in the text, where it is not the plain name: with さん, or for 匿名. */
  shown?: ReactNode
  /** One line of who they are. */
  meta?: ReactNode
  /** Address of their profile. */
  to?: string | undefined
}

/** A person in a list: avatar, name, one line. Takes what `Avatar` takes. */
export function Who({ shown, meta, to, ...avatar }: Props) {
  const name = shown ?? ('name' in avatar ? avatar.name : '')
  return (
    <div className="who">
      <Avatar {...avatar} />
      <div className="min0">
        {to === undefined ? <div className="name">{name}</div> : <Link className="name" to={to}>{name}</Link>}
        {meta !== undefined && <div className="meta">{meta}</div>}
      </div>
    </div>
  )
}
