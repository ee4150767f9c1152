import { Form, Link } from '@remix-run/react'
import type { SummaryPage } from '~/domain/archive/index.server.ts'
import { ANSWER_LIMIT } from '~/domain/live/policy.ts'
import { useT } from '~/i18n/index.tsx'
import { CommandId } from '../form/command-id.tsx'
import { ErrorSummary } from '../form/error-summary.tsx'
import { type Refused, typedIn } from '../form/refusal.ts'
import { SubmitButton } from '../form/submit-button.tsx'
import { TextArea } from '../form/text-area.tsx'
import { Banner } from '../ui/banner.tsx'

type Props = Pick<SummaryPage, 'leftOver' | 'moreLeft'> & { refused: Refused | undefined; isAnswered: boolean; answer: unknown }

/** The questions there was no time for, each with a field for its answer in writing. The one whose answer was refused is open, with what was typed. */
export function LeftOverQuestions({ leftOver, moreLeft, refused, isAnswered, answer }: Props) {
  const t = useT()
  const refusedId = typedIn(refused, 'questionId')
  // An answer to a question that no longer waits here stays readable.
  const isGone = refused !== undefined && !leftOver.some((q) => q.id === refusedId)
  return (
    <section aria-labelledby="left" className="stack g-16">
      <h2 id="left" className="h-m">{t('archive.left')} <span className="small muted num">{t('common.items', { count: leftOver.length + moreLeft })}</span></h2>
      {isAnswered && refused === undefined && <Banner tone="success" role="status">{t('archive.answered')}</Banner>}
      {isGone && <><ErrorSummary errors={refused.errors} /><p className="pre-line card card-sunk" lang="ja">{typedIn(refused, 'text')}</p></>}
      {leftOver.length === 0 ? <p className="muted">{t('archive.left_none')}</p> : <p className="muted">{t('archive.left_text')}</p>}
      <ul className="stack g-16">
        {leftOver.map((q) => {
          const own = q.id === refusedId ? refused : undefined
          return (
            <li key={q.id} className="card stack g-12">
              <div>
                <h3 className="h-s pre-line" lang="ja">{q.text}</h3>
                <p className="small muted">{t('live.want', { count: q.votes })}{q.topicId !== null && <>・<Link to={`/topics/${q.topicId}`}>{t('archive.left_topic')}</Link></>}</p>
              </div>
              <details open={own !== undefined}>
                <summary>{t('archive.answer')}</summary>
                <Form method="post" className="stack g-12" preventScrollReset aria-label={t('archive.answer_of', { question: q.text })}>
                  <input type="hidden" name="intent" value="answer" />
                  <input type="hidden" name="questionId" value={q.id} />
                  <CommandId renewOn={answer} />
                  <ErrorSummary errors={own?.errors} />
                  <TextArea name="text" id={`answer-${q.id}`} label={t('archive.answer_text')} required rows={4} limit={ANSWER_LIMIT} error={own?.errors['text']} defaultValue={typedIn(own, 'text')} lang="ja" />
                  <div><SubmitButton>{t('archive.answer_send')}</SubmitButton></div>
                </Form>
              </details>
            </li>
          )
        })}
      </ul>
      {moreLeft > 0 && <p className="small muted">{t('archive.left_more', { count: moreLeft })}</p>}
    </section>
  )
}
