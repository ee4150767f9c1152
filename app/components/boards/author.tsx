import type { Author } from '~/domain/boards/views.ts'
import { type T, useT } from '~/i18n/index.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { FormerName } from '../ui/former-name.tsx'

/** The name a text stands under, as it is read aloud: members with さん. */
export function authorName(author: Author, t: T): string {
  if (author.kind === 'member') return t('common.san', { name: author.name })
  if (author.kind === 'office') return author.name
  return author.kind === 'left' ? t('boards.left') : t('common.anonymous')
}

export function AuthorAvatar({ author, size }: { author: Author; size?: 's' }) {
  if (author.kind === 'member') return <Avatar seed={author.id} name={author.name} size={size} />
  return author.kind === 'office' ? <Avatar variant="org" name={author.name} size={size} /> : <Avatar variant="anon" size={size} />
}

/** The line beside a name: who they are, as far as they let others see. */
export function AuthorLine({ author }: { author: Author }) {
  const t = useT()
  const line = author.kind === 'member' ? author.line : author.kind === 'office' ? t('boards.office_line') : author.kind === 'anonymous' ? t('boards.anonymous_line') : ''
  const former = author.kind === 'member' ? author.former : undefined
  return (
    <>
      <FormerName name={former} />
      {line !== '' && <span className="small muted" lang={author.kind === 'member' ? 'ja' : undefined}>{line}</span>}
    </>
  )
}
