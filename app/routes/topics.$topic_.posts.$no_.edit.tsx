import { useActionData, useLoaderData } from '@remix-run/react'
import { postAddress } from '~/components/boards/topic-address'
import { refusalOf } from '~/components/form/refusal'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { EditForm } from '~/components/posts/edit-form'
import { editablePost, editPost } from '~/domain/boards/index.server'
import { editPostInput } from '~/domain/boards/schema'
import { act, go, intent, page } from '~/http/handle.server'
import composerCss from '~/styles/pages/composer.css?url'
import topicCss from '~/styles/pages/topic.css?url'

export const handle = definePage({ title: (t) => t('posts.edit_title') })
export const links = styles(topicCss, composerCss)

export const loader = page('member', ({ ctx, params }) => editablePost(ctx, params['topic'] ?? '', Number(params['no'])))

export const action = act('member', {
  default: intent(editPostInput.omit({ topicId: true, no: true }), async ({ ctx, params }, input) => {
    const [topicId, no] = [params['topic'] ?? '', Number(params['no'])]
    await editPost(ctx, { ...input, topicId, no })
    return go(postAddress(topicId, no))
  }),
})

/** A refusal may mean that the post was changed elsewhere: then the page shows it as it is now. */
export const shouldRevalidate = () => true

export default function EditPost() {
  return <EditForm editable={useLoaderData<typeof loader>()} refused={refusalOf(useActionData())} />
}
