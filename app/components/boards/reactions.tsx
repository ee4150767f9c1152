import { type FormEvent, useState } from 'react'
import { reactionKinds } from '~/domain/boards/policy.ts'
import type { ReactionCounts, ReactionKind } from '~/domain/boards/views.ts'
import { useT } from '~/i18n/index.tsx'
import { Icon } from '../ui/icon.tsx'
import { reactionIcons } from './reaction-icons.ts'
import type { React } from './use-reactions.ts'

type Props = { topicId: string; no: number; counts: ReactionCounts | undefined; mine: ReactionKind[] | undefined; canReact: boolean; onReact?: React }

/**
 * The reactions of a post, as one row: those it has, each a button that gives or takes back, and the way to the others. Without
 * JavaScript that way leads to the page of the post's reactions.
 */
export function Reactions({ topicId, no, counts, mine, canReact, onReact }: Props) {
  const t = useT()
  const [isOpen, setOpen] = useState(false)
  const page = `/topics/${topicId}/reactions/${no}`
  const shown = isOpen ? reactionKinds : reactionKinds.filter((kind) => counts?.[kind] !== undefined)
  const add = canReact && <a className="react react-add" href={page} aria-label={t('reactions.add')} title={t('reactions.add')} aria-expanded={isOpen} onClick={(event) => { if (onReact) { event.preventDefault(); setOpen(!isOpen) } }}><Icon name="smile" /></a>
  if (shown.length === 0) return add || null
  if (!canReact) return <span className="reacts">{shown.map((kind) => <a key={kind} className="react" href={page} aria-label={t('reactions.count', { kind: t(`reactions.kinds.${kind}`), count: counts?.[kind] ?? 0 })}>{t(`reactions.kinds.${kind}`)}<span className="num">{counts?.[kind]}</span></a>)}</span>
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const button = (event.nativeEvent as SubmitEvent).submitter
    const [kind, word] = (button instanceof HTMLButtonElement ? button.value : '').split(':')
    const known = reactionKinds.find((k) => k === kind)
    if (known === undefined || !onReact?.(no, known, word === 'on')) return
    event.preventDefault()
    setOpen(false)
  }
  return (
    <form method="post" action={page} className="reacts" onSubmit={submit}>
      {shown.map((kind) => {
        const isOn = mine?.includes(kind) ?? false
        return <button key={kind} className="react" name="set" value={`${kind}:${isOn ? 'off' : 'on'}`} aria-pressed={isOn}>{isOpen && <Icon name={reactionIcons[kind]} />}{t(`reactions.kinds.${kind}`)}{counts?.[kind] !== undefined && <span className="num">{counts[kind]}</span>}</button>
      })}
      {add}
    </form>
  )
}
