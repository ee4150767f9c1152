import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { Checkbox } from '~/components/form/checkbox'
import { CommandId } from '~/components/form/command-id'
import { ErrorSummary } from '~/components/form/error-summary'
import { refusalOf, typedIn } from '~/components/form/refusal'
import { SubmitButton } from '~/components/form/submit-button'
import { TextArea } from '~/components/form/text-area'
import { TextInput } from '~/components/form/text-input'
import { postAddress } from '~/components/boards/topic-address'
import { definePage } from '~/components/layout/define-page'
import { ButtonLink } from '~/components/ui/button'
import { Crumb } from '~/components/ui/crumb'
import { PageHead } from '~/components/ui/page-head'
import { accessTopic, replyWithImage } from '~/domain/boards/index.server'
import { replyWithImageInput } from '~/domain/boards/schema'
import { IMAGE_TYPES } from '~/domain/files/policy'
import { act, go, intent, page } from '~/http/handle.server'
import { useT } from '~/i18n'

export const handle = definePage({ title: (t) => t('files.reply_title') })

/** A reply with an image, for where the editor does not run. */
export const loader = page('member', async ({ ctx, params }) => {
  const { id, title } = await accessTopic(ctx, params['topic'] ?? '')
  return { topic: { id, title } }
})

export const action = act('member', {
  default: intent(replyWithImageInput.omit({ topicId: true }), async ({ ctx, params, files }, input) => {
    const topicId = params['topic'] ?? ''
    const { no, topicId: into = topicId, hasRisen = false } = await replyWithImage(ctx, { ...input, topicId }, new Uint8Array((await files['image']?.arrayBuffer()) ?? []))
    return go(postAddress(into, no, hasRisen))
  }),
})

/** The file goes as a plain form: this address takes more than others. */
export default function ReplyWithImage() {
  const t = useT()
  const { topic } = useLoaderData<typeof loader>()
  const refused = refusalOf(useActionData())
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: `/topics/${topic.id}`, label: topic.title }]} />
      <PageHead title={t('files.reply_title')} />
      <Form method="post" encType="multipart/form-data" reloadDocument className="stack g-24">
        <CommandId renewOn={refused} />
        <ErrorSummary errors={refused?.errors} labels={{ text: t('boards.reply_label'), image: t('editor.image'), alt: t('editor.image_alt') }} />
        <TextArea name="text" label={t('boards.reply_label')} optional rows={4} lang="ja" error={refused?.errors['text']} defaultValue={typedIn(refused, 'text')} />
        <TextInput name="image" type="file" accept={IMAGE_TYPES} label={t('editor.image')} required error={refused?.errors['image']} />
        <TextInput name="alt" label={t('editor.image_alt')} hint={t('editor.image_alt_hint')} error={refused?.errors['alt']} defaultValue={typedIn(refused, 'alt')} autoComplete="off" lang="ja" />
        <Checkbox name="isDecorative" label={t('editor.image_decorative')} defaultChecked={typedIn(refused, 'isDecorative') === 'on'} />
        <div className="row"><ButtonLink to={`/topics/${topic.id}#reply`} variant="outline">{t('common.cancel')}</ButtonLink><SubmitButton icon="send">{t('boards.reply_send')}</SubmitButton></div>
      </Form>
    </div>
  )
}
