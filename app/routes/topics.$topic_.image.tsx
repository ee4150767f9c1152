import { ReplyPage } from '~/components/boards/reply-page'
import { postAddress } from '~/components/boards/topic-address'
import { definePage } from '~/components/layout/define-page'
import PictureFields, { usePictureLabels } from '~/components/posts/picture-fields'
import { accessTopic, mayReply, replyWithPictures } from '~/domain/boards/index.server'
import { replyWithPicturesInput } from '~/domain/boards/schema'
import { act, go, intent, page } from '~/http/handle.server'
import { keepingPictures } from '~/http/pictures.server'
import { useT } from '~/i18n'

export const handle = definePage({ title: (t) => t('files.reply_title') })

/** A reply with images, for where the editor does not run. */
export const loader = page('member', async ({ ctx, params }) => {
  const { id, title } = await accessTopic(ctx, params['topic'] ?? '')
  return { topic: { id, title } }
})

export const action = act('member', {
  default: intent(replyWithPicturesInput.omit({ topicId: true }), async ({ ctx, params }, input) => {
    const topicId = params['topic'] ?? ''
    const { no, topicId: into = topicId, hasRisen = false } = await replyWithPictures(ctx, { ...input, topicId })
    return go(postAddress(into, no, hasRisen))
  }),
}, {
  first: async (h, values) => {
    await mayReply(h.ctx, h.params['topic'] ?? '')
    return keepingPictures(h, values)
  },
})

/** The files go as a plain form: this address takes more than others. */
export default function ReplyWithPictures() {
  const t = useT()
  return (
    <ReplyPage title={t('files.reply_title')} labels={usePictureLabels()} hasFiles>
      {(refused) => <PictureFields refused={refused} isRequired />}
    </ReplyPage>
  )
}
