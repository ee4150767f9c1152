import { useEffect } from 'react'
import { useT } from '~/i18n/index.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { FormerName } from '../ui/former-name.tsx'
import type { OpenList } from './mention-store.ts'

export const optionId = (listId: string, i: number): string => `${listId}-${i}`

/** People one may mean. The text keeps the focus and the keys; the chosen one is told by aria-activedescendant. */
export function MentionList({ id, open }: { id: string; open: OpenList }) {
  const t = useT()
  const { chosen } = open
  // Newer browsers answer scrollIntoView() with a promise, which is no way to clean up an effect.
  useEffect(() => void document.getElementById(optionId(id, chosen))?.scrollIntoView({ block: 'nearest' }), [id, chosen])
  return (
    <div className="suggest" role="listbox" id={id} aria-label={t('editor.people')}>
      {open.people.map((person, i) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys are taken by the text, which keeps the focus
        <div key={person.id} id={optionId(id, i)} role="option" aria-selected={i === open.chosen} tabIndex={-1} onMouseDown={(event) => event.preventDefault()} onClick={() => open.pick(person)}>
          <Avatar seed={person.id} name={person.name} size="s" />
          <span lang="ja"><strong>{person.name}</strong>{person.former !== undefined && <FormerName name={person.former} />} <span className="small muted">{person.isHere ? t('editor.person_here', { kana: person.kana }) : person.kana}</span></span>
        </div>
      ))}
    </div>
  )
}
