import { useActionData, useLoaderData } from '@remix-run/react'
import { NewTopicForm } from '~/components/boards/new-topic-form'
import { refusalOf, typedIn } from '~/components/form/refusal'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { isStaff } from '~/core/actor'
import PollFields from '~/components/polls/poll-fields'
import { boardChoices, startTopicWithPictures, suggestTags } from '~/domain/boards/index.server'
import { startTopicWithPicturesInput } from '~/domain/boards/schema'
import PictureFields from '~/components/posts/picture-fields'
import { act, go, intent, page } from '~/http/handle.server'
import { keepingPictures } from '~/http/pictures.server'
import pollsCss from '~/styles/pages/polls.css?url'
import composerCss from '~/styles/pages/composer.css?url'

export const handle = definePage({ title: (t) => t('boards.new_title') })
export const links = styles(composerCss, pollsCss)

export const loader = page('member', async ({ ctx, url }) => {
  const [boards, tags] = await Promise.all([boardChoices(ctx), suggestTags(ctx, '')])
  return { boards, tags, canModerate: isStaff(ctx.actor), chosen: url.searchParams.get('board') ?? '', hasPoll: url.searchParams.get('poll') === '1', hasPictures: url.searchParams.get('images') === '1' }
})

export const action = act('member', {
  default: intent(startTopicWithPicturesInput, async ({ ctx }, input) => {
    const { topicId, appearsAt } = await startTopicWithPictures(ctx, input)
    return go(appearsAt === null ? `/topics/${topicId}?raised=1` : '/boards/scheduled')
  }),
}, { first: keepingPictures })

export default function NewTopic() {
  const { boards, chosen, tags, canModerate, hasPoll, hasPictures } = useLoaderData<typeof loader>()
  const refused = refusalOf(useActionData())
  return <NewTopicForm boards={boards} chosen={chosen} tags={tags} canModerate={canModerate} refused={refused} poll={hasPoll || typedIn(refused, 'pollKind') !== '' ? <PollFields errors={refused?.errors} refused={refused} /> : null} pictures={hasPictures ? <PictureFields refused={refused} /> : null} />
}
