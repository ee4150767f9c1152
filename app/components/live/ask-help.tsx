import { useEffect, useState } from 'react'
import { countGraphemes } from '~/core/text.ts'
import type { Question } from '~/domain/live/fold.ts'
import { isAnswered, QUESTION_LIMIT } from '~/domain/live/policy.ts'
import { useT } from '~/i18n/index.tsx'
import { useLatest } from '~/realtime/use-latest.ts'
import { Icon } from '../ui/icon.tsx'
import { allAlike } from './similar.ts'

/** From so many letters on a question says enough to be compared; so long after the last one. */
const COMPARED_FROM = 6
const AFTER_MS = 300
const SHOWN = 2
/** What is left is said when it comes to an end. */
const NEAR = 50

/** While one writes: questions that ask nearly the same, and how much can still be written. */
export function AskHelp({ text, questions }: { text: string; questions: readonly Question[] }) {
  const t = useT()
  const [alike, setAlike] = useState<Question[]>([])
  const others = useLatest(questions)
  useEffect(() => {
    const timer = setTimeout(() => setAlike([...text.trim()].length < COMPARED_FROM ? [] : allAlike(text, others.current, SHOWN)), AFTER_MS)
    return () => clearTimeout(timer)
  }, [text, others])
  const left = QUESTION_LIMIT - countGraphemes(text)
  return (
    <>
      {left <= NEAR && <p className={left < 0 ? 'small err' : 'small muted'}>{left < 0 ? t('live.text_too_long') : t('live.letters_left', { count: left })}</p>}
      {text !== '' && alike.length > 0 && (
        <div className="ask-alike small" role="status">
          <p><Icon name="merge" /> {t('live.ask_alike')}</p>
          <ul>{alike.map((q) => <li key={q.id}>{q.status === 'answering' ? <span lang="ja">{q.text}</span> : <a href={`#q-${q.id}`} lang="ja">{q.text}</a>} <span className="muted num">{t(q.status === 'answering' ? 'live.answering' : isAnswered(q.status) ? 'live.answered' : 'live.want', { count: q.votes })}</span></li>)}</ul>
        </div>
      )}
    </>
  )
}
