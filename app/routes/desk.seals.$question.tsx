import { useActionData, useLoaderData } from '@remix-run/react'
import { SealDesk } from '~/components/desk/seal-desk'
import { definePage } from '~/components/layout/define-page'
import { notFound } from '~/core/errors'
import { demoSecrets } from '~/domain/custody/demo-logins'
import { askToOpen, confirmOpening, readOpened, readSeal, refuseOpening } from '~/domain/custody/index.server'
import { askInput, confirmInput, decideInput, readInput } from '~/domain/custody/schema'
import { anonymousByIds } from '~/domain/live/index.server'
import { act, go, intent, page } from '~/http/handle.server'

export const handle = definePage({ title: (t) => t('custody.question') })

export const loader = page('staff', async ({ ctx, params, organisation }) => {
  const id = params['question'] ?? ''
  const [seal, [question]] = await Promise.all([readSeal(ctx, id), anonymousByIds(ctx, [id])])
  if (!question) throw notFound()
  return { question, seal, demo: organisation.isDemo ? demoSecrets[seal.seat] : null }
})

export const action = act('staff', {
  ask: intent(askInput, async ({ ctx }, input) => {
    await askToOpen(ctx, input)
    return go(`/desk/seals/${input.questionId}`)
  }),
  // Who asked is in the answer to this form alone: at no address, in no history.
  confirm: intent(confirmInput, ({ ctx }, input) => confirmOpening(ctx, input)),
  read: intent(readInput, ({ ctx }, input) => readOpened(ctx, input)),
  refuse: intent(decideInput, async ({ ctx, params }, input) => {
    await refuseOpening(ctx, input)
    return go(`/desk/seals/${params['question']}`)
  }),
})

export default function DeskSeal() {
  return <SealDesk {...useLoaderData<typeof loader>()} answer={useActionData()} />
}
