import { useLoaderData } from '@remix-run/react'
import { SealsDesk } from '~/components/desk/seals-desk'
import { definePage } from '~/components/layout/define-page'
import { isCustodian, listOpenings } from '~/domain/custody/index.server'
import { anonymousByIds, anonymousQuestions } from '~/domain/live/index.server'
import { page } from '~/http/handle.server'

export const handle = definePage({ title: (t) => t('custody.seals_title') })

/** For the custodians; others of the office learn only that it is theirs. */
export const loader = page('staff', async ({ ctx, url }) => {
  if (!(await isCustodian(ctx))) return null
  const [openings, questions] = await Promise.all([listOpenings(ctx, url.searchParams.get('before')), anonymousQuestions(ctx, url.searchParams.get('after'))])
  const about = await anonymousByIds(ctx, [...new Set(openings.items.map((o) => o.questionId))])
  return { openings, questions, titles: Object.fromEntries(about.map((q) => [q.id, q.title])) }
})

export default function DeskSeals() {
  return <SealsDesk data={useLoaderData<typeof loader>()} />
}
