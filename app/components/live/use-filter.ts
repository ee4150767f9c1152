import { useSearchParams } from '@remix-run/react'
import { useState } from 'react'
import type { Question } from '~/domain/live/fold.ts'

/** Fewer are looked through without help. */
export const FOUND_FROM = 6

/** For comparing what is looked for with what stands there. */
export const foldWords = (text: string): string => text.normalize('NFKC').toLowerCase()

type Asked = Pick<Question, 'id' | 'text' | 'answer' | 'asker' | 'labels'>
/** What of the questions is shown: those with these words, this label, or one's own. */
export type Filter = { words: string; write: (words: string) => void; label: string; isOwn: boolean; isOn: boolean; fits: (question: Asked) => boolean; to: (more: Record<string, string>) => string; params: Record<string, string> }

/** Whether a question is among what is looked for; `own`: ids of the reader's questions. */
export function isFound(q: Asked, { words, label, isOwn }: { words: string; label: string; isOwn: boolean }, own: ReadonlySet<string>): boolean {
  const wanted = foldWords(words.trim())
  return (label === '' || q.labels?.includes(label) === true) && (!isOwn || own.has(q.id)) && (wanted === '' || foldWords(`${q.text} ${q.answer?.text ?? ''} ${q.asker?.name ?? ''}`).includes(wanted))
}

/** The address says it, so that it works as a form; what is typed counts at once. */
export function useFilter(own: ReadonlySet<string> = new Set()): Filter {
  const [search] = useSearchParams()
  const [words, write] = useState(search.get('find') ?? '')
  const label = search.get('label') ?? ''
  const isOwn = search.get('mine') === '1'
  const params = Object.fromEntries(['sort', 'as', 'label', 'mine'].flatMap((name) => (search.get(name) ? [[name, search.get(name) ?? '']] : [])))
  return {
    words, write, label, isOwn, params,
    isOn: words.trim() !== '' || label !== '' || isOwn,
    fits: (q) => isFound(q, { words, label, isOwn }, own),
    to: (more) => `?${new URLSearchParams(Object.entries({ ...params, ...(words.trim() !== '' && { find: words.trim() }), ...more }).filter(([, value]) => value !== ''))}`,
  }
}
