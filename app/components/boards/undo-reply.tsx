import { useFetcher } from '@remix-run/react'
import { useEffect } from 'react'
import type { DocNode } from '~/core/richtext/limits.ts'
import { UNDO_MS } from '~/domain/boards/policy.ts'
import { useLatest } from '~/realtime/use-latest.ts'
import { useT } from '~/i18n/index.tsx'
import type { Written } from '../editor/writing-box.tsx'
import { CommandId } from '../form/command-id.tsx'
import { refusalOf } from '../form/refusal.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'

/** What the action answers when a reply was undone: its text, for the composer. */
export type Undone = { undone: { text: string; doc: DocNode } }
export const undoneIn = (answer: unknown): Undone['undone'] | undefined => (typeof answer === 'object' && answer !== null && 'undone' in answer ? (answer as Undone).undone : undefined)

type Props = { topicId: string; no: number; onUndone: (written: Written) => void; onOver: () => void }

/** 「投稿しました・取り消す」, as long as it can be: the reply is there for everybody already, and nobody has been told of it. Give it the number as its key. */
export function UndoReply({ topicId, no, onUndone, onOver }: Props) {
  const t = useT()
  const fetcher = useFetcher()
  const calls = useLatest({ onUndone, onOver })
  const isBusy = fetcher.state !== 'idle'
  const undone = undoneIn(fetcher.data)
  const error = refusalOf(fetcher.data)?.errors['form']
  useEffect(() => {
    if (isBusy || undone !== undefined) return undefined
    const timer = setTimeout(() => calls.current.onOver(), UNDO_MS)
    return () => clearTimeout(timer)
  }, [isBusy, undone, calls])
  useEffect(() => {
    if (undone === undefined) return
    calls.current.onUndone({ text: undone.text, doc: JSON.stringify(undone.doc) })
    calls.current.onOver()
  }, [undone, calls])
  return (
    <fetcher.Form method="post" action={`/topics/${topicId}`} className="row undo">
      <p className="small" role="status"><Icon name={error === undefined ? 'check' : 'warn'} /> {error === undefined ? t('posts.sent') : t('posts.undo_late')}</p>
      <input type="hidden" name="intent" value="undo" />
      <input type="hidden" name="no" value={no} />
      <CommandId />
      {error === undefined && <Button type="submit" size="s" icon="undo" aria-disabled={isBusy || undefined}>{t('posts.undo')}</Button>}
    </fetcher.Form>
  )
}
