import { useActionData, useLoaderData } from '@remix-run/react'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { VoicesDesk } from '~/components/voices/voices-desk'
import { listVoices, makeVoice, sourceText } from '~/domain/voices/index.server'
import { ledgerInput, makeVoiceInput } from '~/domain/voices/schema'
import { act, go, intent, page } from '~/http/handle.server'
import voicesCss from '~/styles/pages/voices.css?url'

export const handle = definePage({ title: (t) => t('ledger.title') })
export const links = styles(voicesCss)

/** `?source=` names the post or question that a new voice begins with. */
export const loader = page('staff', async ({ ctx, url }) => {
  const input = ledgerInput.parse(Object.fromEntries(url.searchParams))
  const address = (url.searchParams.get('source') ?? '').slice(0, 300)
  const [voices, body] = await Promise.all([listVoices(ctx, input), address === '' ? '' : sourceText(ctx, address)])
  return { input, voices, begun: { address: body === '' ? '' : address, body } }
})

export const action = act('staff', {
  default: intent(makeVoiceInput, async ({ ctx }, input) => {
    const { no } = await makeVoice(ctx, input)
    return go(`/desk/voices/${no}`)
  }),
})

export default function DeskVoices() {
  return <VoicesDesk {...useLoaderData<typeof loader>()} answer={useActionData()} />
}
