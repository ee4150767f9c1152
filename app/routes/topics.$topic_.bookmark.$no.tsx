import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { postAddress } from '~/components/boards/topic-address'
import { Checkbox } from '~/components/form/checkbox'
import { CommandId } from '~/components/form/command-id'
import { ErrorSummary } from '~/components/form/error-summary'
import { RadioCards } from '~/components/form/radio-cards'
import { refusalOf, typedIn } from '~/components/form/refusal'
import { SubmitButton } from '~/components/form/submit-button'
import { TextArea } from '~/components/form/text-area'
import { TextInput } from '~/components/form/text-input'
import { definePage } from '~/components/layout/define-page'
import { Banner } from '~/components/ui/banner'
import { Crumb } from '~/components/ui/crumb'
import { PageHead } from '~/components/ui/page-head'
import { formatDate } from '~/core/dates'
import { addBookmark, readBookmark, removeBookmark, saveBookmark } from '~/domain/bookmarks/index.server'
import { NOTE_LIMIT } from '~/domain/bookmarks/policy'
import { bookmarkInput, commandInput, removeInput } from '~/domain/bookmarks/schema'
import { act, go, type Http, intent, page } from '~/http/handle.server'
import { useLng, useT } from '~/i18n'

export const handle = definePage({ title: (t) => t('bookmarks.edit_title') })

const targetOf = ({ params }: Http): [string, number] => [params['topic'] ?? '', Number(params['no'])]
const addressOf = (topicId: string, no: number): string => (no === 0 ? `/topics/${topicId}` : postAddress(topicId, no))

export const loader = page('member', async (h) => ({ ...(await readBookmark(h.ctx, ...targetOf(h))), isAdded: h.url.searchParams.has('added') }))

export const action = act('member', {
  add: intent(commandInput, async (h, { commandId }) => {
    const [topicId, no] = targetOf(h)
    await addBookmark(h.ctx, topicId, no, commandId)
    return go(`/topics/${topicId}/bookmark/${no}?added=1`)
  }),
  save: intent(bookmarkInput, async (h, input) => {
    await saveBookmark(h.ctx, ...targetOf(h), input)
    return go(addressOf(...targetOf(h)))
  }),
  remove: intent(removeInput, async (h, input) => {
    await removeBookmark(h.ctx, input)
    return go(addressOf(...targetOf(h)))
  }),
})

export default function BookmarkForm() {
  const t = useT()
  const lng = useLng()
  const { topic, no, excerpt, kept, times, isAdded } = useLoaderData<typeof loader>()
  const refused = refusalOf(useActionData())
  const back = addressOf(topic.id, no)
  const say = (at: string) => formatDate(at, 'dateTime', lng)
  const options = [
    { value: 'none', label: t('bookmarks.remind_none') },
    ...(kept?.remindAt ? [{ value: 'keep', label: t('bookmarks.remind_keep', { time: say(kept.remindAt) }) }] : []),
    ...times.map(({ choice, at }) => ({ value: choice, label: t(`bookmarks.choices.${choice}`), ...(at !== null && { hint: say(at) }) })),
  ]
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: back, label: topic.title }]} />
      <PageHead title={t('bookmarks.edit_title')} lead={t('bookmarks.edit_lead')} />
      <div className="stack g-24">
        {isAdded && !refused && <Banner tone="success" role="status">{t('bookmarks.added')}</Banner>}
        {excerpt !== '' && <blockquote className="card card-sunk" lang="ja">{excerpt}</blockquote>}
        <Form method="post" className="stack g-24">
          <input type="hidden" name="intent" value="save" /><CommandId renewOn={refused} />
          <ErrorSummary errors={refused?.errors} labels={{ note: t('bookmarks.note'), remind: t('bookmarks.remind'), date: t('bookmarks.date') }} />
          <TextArea name="note" label={t('bookmarks.note')} optional hint={t('bookmarks.note_hint')} limit={NOTE_LIMIT} rows={2} error={refused?.errors['note']} defaultValue={typedIn(refused, 'note', kept?.note)} />
          <RadioCards name="remind" label={t('bookmarks.remind')} error={refused?.errors['remind']} defaultValue={typedIn(refused, 'remind', kept?.remindAt ? 'keep' : 'none')} options={options} />
          <div className="row">
            <TextInput name="date" type="date" label={t('bookmarks.date')} optional hint={t('bookmarks.date_hint')} error={refused?.errors['date']} defaultValue={typedIn(refused, 'date')} width="m" />
            <TextInput name="time" type="time" label={t('bookmarks.time')} optional defaultValue={typedIn(refused, 'time', '08:30')} width="s" />
          </div>
          <div className="stack g-8">
            <Checkbox name="byMail" label={t('bookmarks.by_mail')} defaultChecked={refused ? typedIn(refused, 'byMail') === 'on' : (kept?.byMail ?? false)} />
            <Checkbox name="removeAfter" label={t('bookmarks.remove_after')} defaultChecked={refused ? typedIn(refused, 'removeAfter') === 'on' : (kept?.removeAfter ?? false)} />
          </div>
          <div><SubmitButton>{t('bookmarks.save')}</SubmitButton></div>
        </Form>
        {kept !== null && (
          <Form method="post">
            <input type="hidden" name="intent" value="remove" /><input type="hidden" name="id" value={kept.id} /><CommandId renewOn={kept.id} />
            <SubmitButton variant="outline" icon="x">{t('bookmarks.remove')}</SubmitButton>
          </Form>
        )}
      </div>
    </div>
  )
}
