import { type FormEvent, useId, useRef, useState } from 'react'
import { useT } from '~/i18n/index.tsx'
import { TextInput } from '../form/text-input.tsx'

/** What stands before the word that is being typed, and that word. */
const parts = (typed: string): [before: string, word: string] => {
  const at = typed.search(/[^\s、,，]*$/u)
  return [typed.slice(0, at), typed.slice(at)]
}

/** Tags in one line. Tags that exist are offered for the word being typed, once a conversion has ended. */
export function TagField({ suggested, error, defaultValue }: { suggested: string[]; error: string | undefined; defaultValue: string }) {
  const t = useT()
  const listId = useId()
  const [offered, setOffered] = useState(suggested)
  const asked = useRef('')
  async function offer(field: HTMLInputElement): Promise<void> {
    const [before, word] = parts(field.value)
    asked.current = field.value
    const found = word === '' ? suggested : await fetch(`/boards/tags?q=${encodeURIComponent(word)}`).then((r) => r.json() as Promise<{ tags: string[] }>).then((r) => r.tags, () => [])
    if (asked.current === field.value) setOffered(found.map((tag) => before + tag))
  }
  return (
    <>
      <TextInput
        name="tags" label={t('boards.tags')} optional hint={t('boards.tags_hint')} error={error} defaultValue={defaultValue} autoComplete="off" lang="ja" list={listId}
        onInput={(event: FormEvent<HTMLInputElement>) => { if (!(event.nativeEvent as InputEvent).isComposing) void offer(event.currentTarget) }}
        onCompositionEnd={(event) => void offer(event.currentTarget)}
      />
      <datalist id={listId}>{offered.map((tag) => <option key={tag} value={tag}>{tag}</option>)}</datalist>
    </>
  )
}
