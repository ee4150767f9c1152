import { Form } from '@remix-run/react'
import { useMemo, useRef, useState } from 'react'
import type { EditablePost } from '~/domain/boards/index.server.ts'
import { editPlace } from '~/domain/boards/policy.ts'
import { useT } from '~/i18n/index.tsx'
import { QuotedPost } from '../boards/post.tsx'
import { postAddress } from '../boards/topic-address.ts'
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
import { Crumb } from '../ui/crumb.tsx'
import { PageHead } from '../ui/page-head.tsx'

/** One's own post in the composer. When it was changed elsewhere meanwhile, both texts are on the page and the writer decides. */
export function EditForm({ editable, refused }: { editable: EditablePost; refused: Refused | undefined }) {
  const t = useT()
  const viewer = useViewer()
  const { topicId, topicTitle, post, text, doc } = editable
  const box = useRef<WritingBoxHandle>(null)
  useSent(box)
  const [draftAt, setDraftAt] = useState<Date | null>(null)
  const findPeople = useMemo(() => peopleAt(`/topics/${topicId}/people`), [topicId])
  // The version that is being edited stays the one the writer has seen, whatever is loaded again meanwhile; in a conflict they see the newest.
  const [begun] = useState(editable.version)
  const isConflict = refused?.errors['form'] === 'posts.edit_conflict'
  const { text: textError, form, ...otherErrors } = refused?.errors ?? {}
  const others = isConflict || form === undefined ? otherErrors : { ...otherErrors, form }
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: postAddress(topicId, post.no), label: topicTitle }]} />
      <PageHead title={t('posts.edit_title')} />
      {isConflict && (
        <div className="stack g-16" role="alert">
          <Banner tone="caution"><p>{t('posts.edit_conflict')}</p></Banner>
          <h2 className="h-s">{t('posts.edit_now')}</h2>
          <QuotedPost topicId={topicId} topicTitle={topicTitle} post={post} />
        </div>
      )}
      <Form method="post" className="composer composer-flat">
        <CommandId renewOn={refused} />
        <input type="hidden" name="version" value={isConflict ? editable.version : begun} />
        <ErrorSummary errors={Object.keys(others).length > 0 ? others : undefined} />
        <div className="row row-between"><h2 className="label">{isConflict ? t('posts.edit_yours') : t('boards.field_text')}</h2><DraftNote at={draftAt} /></div>
        <WritingBox ref={box} name="text" label={t('boards.field_text')} rows={8} error={textError} defaultText={typedIn(refused, 'text', text)} defaultDoc={typedIn(refused, 'doc') === '' ? (refused === undefined ? doc : undefined) : typedIn(refused, 'doc')} place={editPlace(topicId, post.no)} writerId={viewer.kind === 'guest' ? '' : viewer.id} findPeople={findPeople} onDraft={setDraftAt} />
        <noscript><p className="hint">{t('posts.edit_plain')}</p></noscript>
        <div className="cmp-foot"><div className="row push"><SendHint /><ButtonLink to={postAddress(topicId, post.no)} variant="text">{t('common.cancel')}</ButtonLink><SubmitButton>{isConflict ? t('posts.edit_overwrite') : t('posts.edit_save')}</SubmitButton></div></div>
      </Form>
    </div>
  )
}
