import { Form } from '@remix-run/react'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { newTopicPlace } from '~/domain/boards/policy.ts'
import { useT } from '~/i18n/index.tsx'
import { DraftNote, SendHint } from '../editor/notes.tsx'
import { peopleAt } from '../editor/people.ts'
import { useSent } from '../editor/use-sent.ts'
import { WritingBox, type WritingBoxHandle } from '../editor/writing-box.tsx'
import { CommandId } from '../form/command-id.tsx'
import { Checkbox } from '../form/checkbox.tsx'
import { ErrorSummary } from '../form/error-summary.tsx'
import { type Refused, typedIn } from '../form/refusal.ts'
import { Select } from '../form/select.tsx'
import { SubmitButton } from '../form/submit-button.tsx'
import { TextInput } from '../form/text-input.tsx'
import { useViewer } from '../layout/root-data.ts'
import { PollPart, usePollPart } from '../polls/poll-part.tsx'
import { usePictureLabels } from '../posts/picture-fields.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Crumb } from '../ui/crumb.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { TagField } from './tag-field.tsx'

/** What a draft keeps beside the text. */
const draftFields = ['title', 'board', 'tags'] as const

type Props = { boards: { slug: string; name: string }[]; chosen: string; tags: string[]; canModerate: boolean; refused: Refused | undefined; /** The fields of a poll, where they came with the page. */ poll: ReactNode; /** Those of pictures: the form then goes without JavaScript. */ pictures: ReactNode }

/** A new topic: where, what about, and its first post. */
export function NewTopicForm({ boards, chosen, tags, canModerate, refused, poll: pollFields, pictures }: Props) {
  const t = useT()
  const viewer = useViewer()
  const box = useRef<WritingBoxHandle>(null)
  useSent(box)
  const poll = usePollPart()
  const [draftAt, setDraftAt] = useState<Date | null>(null)
  const findPeople = useMemo(() => peopleAt('/topics/new/people'), [])
  const errors = refused?.errors
  const board = boards.find((b) => b.slug === chosen)
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: '/boards', label: t('boards.title') }, ...(board === undefined ? [] : [{ to: `/boards/${board.slug}`, label: board.name }])]} />
      <PageHead title={t('boards.new_title')} lead={t('boards.new_lead')} />
      <Form method="post" action={pictures === null ? '/boards/new' : '/boards/new?images=1'} {...(pictures !== null && { encType: 'multipart/form-data', reloadDocument: true })} className="stack g-24">
        <CommandId renewOn={refused} />
        <ErrorSummary errors={errors} labels={{ board: t('boards.field_board'), title: t('boards.field_title'), text: t('boards.field_text'), tags: t('boards.tags'), appearsAt: t('boards.appears_at'), ...usePictureLabels() }} />
        <Select name="board" label={t('boards.field_board')} required error={errors?.['board']} defaultValue={typedIn(refused, 'board', chosen)} options={boards.map((b) => ({ value: b.slug, label: b.name }))} />
        <TextInput name="title" label={t('boards.field_title')} hint={t('boards.field_title_hint')} required error={errors?.['title']} defaultValue={typedIn(refused, 'title')} autoComplete="off" lang="ja" />
        <TagField suggested={tags} error={errors?.['tags']} defaultValue={typedIn(refused, 'tags')} />
        <Checkbox name="asks" label={t('boards.asks')} hint={t('boards.asks_hint')} defaultChecked={typedIn(refused, 'asks') === 'on'} />
        {canModerate && <Checkbox name="isOfficial" label={t('boards.is_official')} hint={t('boards.is_official_hint')} defaultChecked={typedIn(refused, 'isOfficial') === 'on'} />}
        <TextInput name="appearsAt" type="datetime-local" label={t('boards.appears_at')} optional hint={t('boards.appears_at_hint')} error={errors?.['appearsAt']} defaultValue={typedIn(refused, 'appearsAt')} className="w-time" />
        <div className="composer composer-flat">
          <div className="row row-between"><h2 className="label">{t('boards.field_text')} <span className="req">{t('common.required')}</span></h2><DraftNote at={draftAt} /></div>
          <WritingBox ref={box} name="text" label={t('boards.field_text')} rows={8} error={errors?.['text']} defaultText={typedIn(refused, 'text')} place={newTopicPlace} fields={draftFields} chosen={chosen === '' ? [] : ['board']} writerId={viewer.kind === 'guest' ? '' : viewer.id} findPeople={findPeople} onDraft={setDraftAt} />
          <div className="cmp-foot">{pollFields ?? <PollPart part={poll} to="/boards/new?poll=1" errors={errors} refused={refused} />}{pictures === null && <noscript><ButtonLink variant="text" size="s" to={`/boards/new?images=1${chosen === '' ? '' : `&board=${encodeURIComponent(chosen)}`}`}>{t('pictures.add')}</ButtonLink></noscript>}<div className="row push"><SendHint /><SubmitButton icon="send">{t('boards.start')}</SubmitButton></div></div>
        </div>
        {pictures !== null && <>{pictures}<div className="row"><div className="push"><SubmitButton icon="send">{t('boards.start')}</SubmitButton></div></div></>}
      </Form>
    </div>
  )
}
