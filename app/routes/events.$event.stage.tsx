import { useLoaderData } from '@remix-run/react'
import { Stage } from '~/components/live/stage'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { readStagePage } from '~/domain/live/index.server'
import { page } from '~/http/handle.server'
import pollsCss from '~/styles/pages/polls.css?url'
import roomPollsCss from '~/styles/pages/room-polls.css?url'
import stageCss from '~/styles/pages/stage.css?url'

export const handle = definePage<typeof loader>({ title: (t, data) => (data ? t('live.stage_title', { title: data.event.title }) : t('live.to_stage')), shell: 'bare', bodyClass: 'stage' })
export const links = styles(pollsCss, roomPollsCss, stageCss)

export const loader = page('member', ({ ctx, params }) => readStagePage(ctx, params['event'] ?? ''))

export default function StagePage() {
  const { event, room, join } = useLoaderData<typeof loader>()
  return <Stage key={event.id} event={event} room={room} join={join} />
}
