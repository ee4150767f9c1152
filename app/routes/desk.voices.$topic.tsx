import { useActionData, useLoaderData } from '@remix-run/react'
import type { z } from 'zod'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { VoiceDesk } from '~/components/voices/voice-desk'
import type { Ctx } from '~/core/ctx'
import { addSource, deskVoice, dropSource, editVoice, stepVoice } from '~/domain/voices/index.server'
import { dropSourceInput, editVoiceInput, sourceInput, stepInput } from '~/domain/voices/schema'
import { act, go, intent, page } from '~/http/handle.server'
import voicesCss from '~/styles/pages/voices.css?url'

export const handle = definePage<typeof loader>({ title: (t, data) => data?.title ?? t('ledger.title') })
export const links = styles(voicesCss)

export const loader = page('staff', ({ ctx, params }) => deskVoice(ctx, params['topic'] ?? ''))

/** Does it, and comes back to the voice. */
const then = <S extends z.ZodType>(schema: S, run: (ctx: Ctx, no: string, input: z.output<S>) => Promise<null>) =>
  intent(schema, async ({ ctx, params }, input) => {
    await run(ctx, params['topic'] ?? '', input)
    return go(`/desk/voices/${params['topic']}`)
  })

export const action = act('staff', { step: then(stepInput, stepVoice), edit: then(editVoiceInput, editVoice), source: then(sourceInput, addSource), drop: then(dropSourceInput, dropSource) })

export default function DeskVoice() {
  return <VoiceDesk voice={useLoaderData<typeof loader>()} answer={useActionData()} />
}
