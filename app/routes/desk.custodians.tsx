import { useActionData, useLoaderData } from '@remix-run/react'
import { CustodiansDesk } from '~/components/desk/custodians-desk'
import { definePage } from '~/components/layout/define-page'
import { demoSecrets } from '~/domain/custody/demo-logins'
import { giveUpKey, handOver, makeKey, nameCustodian, readCustodians } from '~/domain/custody/index.server'
import { giveUpInput, handOverInput, makeInput, nameInput } from '~/domain/custody/schema'
import { act, go, intent, page } from '~/http/handle.server'

export const handle = definePage({ title: (t) => t('custody.title') })

export const loader = page('staff', async ({ ctx, organisation }) => ({ ...(await readCustodians(ctx)), demo: organisation.isDemo ? demoSecrets : null }))

const back = () => go('/desk/custodians')

export const action = act('staff', {
  name: intent(nameInput, async ({ ctx }, input) => {
    await nameCustodian(ctx, input)
    return back()
  }),
  make: intent(makeInput, async ({ ctx }, input) => {
    await makeKey(ctx, input)
    return back()
  }),
  'hand-over': intent(handOverInput, async ({ ctx }, input) => {
    await handOver(ctx, input)
    return back()
  }),
  'give-up': intent(giveUpInput, async ({ ctx }, input) => {
    await giveUpKey(ctx, input)
    return back()
  }),
})

export default function DeskCustodians() {
  return <CustodiansDesk {...useLoaderData<typeof loader>()} answer={useActionData()} />
}
