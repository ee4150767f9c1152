import { Form, Link } from '@remix-run/react'
import type { PostHistory as History } from '~/domain/boards/index.server.ts'
import { REASON_LIMIT } from '~/domain/boards/policy.ts'
import { useT } from '~/i18n/index.tsx'
import { CommandId } from '../form/command-id.tsx'
import { ErrorSummary } from '../form/error-summary.tsx'
import { type Refused, typedIn } from '../form/refusal.ts'
import { SubmitButton } from '../form/submit-button.tsx'
import { TextArea } from '../form/text-area.tsx'
import { TimeText } from '../ui/time-text.tsx'

type Props = { address: string; history: History; canModerate: boolean; refused: Refused | undefined }

/** What the edits of a post changed, the newest first. 事務局 can take a text out of it. */
export function PostHistory({ address, history, canModerate, refused }: Props) {
  const t = useT()
  if (history.edits.length === 0) return null
  return (
    <section aria-labelledby="history" className="stack g-16">
      <h2 id="history" className="h-m">{t('posts.history')}</h2>
      <ol className="stack g-16" reversed>
        {history.edits.map((edit) => (
          <li key={edit.version} className="card card-sunk">
            <h3 className="h-s"><TimeText at={edit.at} /></h3>
            {edit.changes === null ? <p className="muted">{edit.isRedacted ? t('posts.version_redacted') : t('posts.version_beside_redacted')}</p> : (
              <p className="diff" lang="ja">
                {edit.changes.map((part, i) => {
                  const key = `${edit.version}-${i}`
                  if (part.kind === 'added') return <ins key={key}><span className="sr">{t('posts.diff_added')}</span>{part.text}<span className="sr">{t('posts.diff_end')}</span></ins>
                  if (part.kind === 'removed') return <del key={key}><span className="sr">{t('posts.diff_removed')}</span>{part.text}<span className="sr">{t('posts.diff_end')}</span></del>
                  return <span key={key}>{part.text}</span>
                })}
              </p>
            )}
            {canModerate && !edit.isRedacted && (
              <details open={typedIn(refused, 'version') === String(edit.version) || undefined}>
                <summary>{t('posts.redact')}</summary>
                <Form method="post" className="stack g-12">
                  <CommandId renewOn={refused ?? history} />
                  <input type="hidden" name="intent" value="redact" />
                  <input type="hidden" name="version" value={edit.version} />
                  <ErrorSummary errors={typedIn(refused, 'version') === String(edit.version) ? refused?.errors : undefined} labels={{ reason: t('boards.hide_reason') }} />
                  <TextArea name="reason" id={`reason-${edit.version}`} label={t('boards.hide_reason')} required hint={t('posts.redact_hint')} limit={REASON_LIMIT} rows={2} defaultValue={typedIn(refused, 'version') === String(edit.version) ? typedIn(refused, 'reason') : ''} />
                  <SubmitButton variant="danger" size="s">{t('posts.redact_confirm')}</SubmitButton>
                </Form>
              </details>
            )}
          </li>
        ))}
      </ol>
      {history.next !== null && <p><Link className="btn btn-quiet btn-s" to={`${address}?before=${history.next}`}>{t('posts.older_edits')}</Link></p>}
    </section>
  )
}
