import { Form } from '@remix-run/react'
import { useMemo, useRef, useState } from 'react'
import type { SummaryPage } from '~/domain/archive/index.server.ts'
import { summaryPlace } from '~/domain/boards/policy.ts'
import { useT } from '~/i18n/index.tsx'
import { QuotedPost } from '../boards/post.tsx'
import { DraftNote, SendHint } from '../editor/notes.tsx'
import { peopleAt } from '../editor/people.ts'
import { useSent } from '../editor/use-sent.ts'
import { WritingBox, type WritingBoxHandle } from '../editor/writing-box.tsx'
import { CommandId } from '../form/command-id.tsx'
import { ErrorSummary } from '../form/error-summary.tsx'
import { type Refused, typedIn } from '../form/refusal.ts'
import { SubmitButton } from '../form/submit-button.tsx'
import { useViewer } from '../layout/root-data.ts'
import { Banner } from '../ui/banner.tsx'
import { ButtonLink } from '../ui/button.tsx'

type Props = { eventId: string; post: NonNullable<SummaryPage['post']>; begins: SummaryPage['begins']; refused: Refused | undefined }

/** The record's first post in the composer. When it was published elsewhere meanwhile, both texts are on the page and the writer decides. */
export function SummaryForm({ eventId, post, begins, refused }: Props) {
  const t = useT()
  const viewer = useViewer()
  const box = useRef<WritingBoxHandle>(null)
  useSent(box)
  const [draftAt, setDraftAt] = useState<Date | null>(null)
  const findPeople = useMemo(() => peopleAt(`/topics/${post.topicId}/people`), [post.topicId])
  // What was seen when the writing began holds until a conflict has shown the newer text.
  const [begun] = useState({ version: post.version, prepared: begins.isPrepared ? JSON.stringify(begins.doc) : '' })
  const isConflict = refused?.errors['form'] === 'posts.edit_conflict'
  const { text: textError, form, ...otherErrors } = refused?.errors ?? {}
  const others = isConflict || form === undefined ? otherErrors : { ...otherErrors, form }
  const typedDoc = typedIn(refused, 'doc')
  const label = t('archive.summary_text')
  return (
    <>
      {isConflict && (
        <div className="stack g-16" role="alert">
          <Banner tone="caution"><p>{t('archive.summary_conflict')}</p></Banner>
          <h3 className="h-s">{t('posts.edit_now')}</h3>
          <QuotedPost topicId={post.topicId} topicTitle={post.title} post={post.post} />
        </div>
      )}
      <Form method="post" className="composer composer-flat" aria-label={t('archive.summary')}>
        <input type="hidden" name="intent" value="publish" />
        <CommandId renewOn={refused} />
        <input type="hidden" name="version" value={isConflict ? post.version : begun.version} />
        <input type="hidden" name="prepared" value={begun.prepared} />
        <ErrorSummary errors={Object.keys(others).length > 0 ? others : undefined} />
        <div className="row row-between"><h3 className="label">{isConflict ? t('posts.edit_yours') : label}</h3><DraftNote at={draftAt} /></div>
        <WritingBox
          ref={box} name="text" label={label} rows={16} error={textError} defaultText={typedIn(refused, 'text', begins.text)} defaultDoc={typedDoc === '' ? (refused === undefined ? begins.doc : undefined) : typedDoc}
          place={summaryPlace(eventId)} writerId={viewer.kind === 'guest' ? '' : viewer.id} findPeople={findPeople} onDraft={setDraftAt}
        />
        <noscript><p className="hint">{t('posts.edit_plain')}</p></noscript>
        <div className="cmp-foot"><div className="row push"><SendHint /><ButtonLink to={`/events/${eventId}`} variant="text">{t('common.cancel')}</ButtonLink><SubmitButton>{isConflict ? t('posts.edit_overwrite') : t('archive.publish')}</SubmitButton></div></div>
      </Form>
    </>
  )
}
