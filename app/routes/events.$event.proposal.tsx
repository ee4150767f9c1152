import { useActionData, useLoaderData } from '@remix-run/react'
import type { z } from 'zod'
import { useFreshInbox } from '~/components/inbox/use-fresh-inbox'
import { definePage } from '~/components/layout/define-page'
import { ProposalView } from '~/components/proposals/proposal-view'
import { isStaff } from '~/core/actor'
import type { Ctx } from '~/core/ctx'
import { approveEvent, askForChanges, commentOnProposal, declineEvent, readProposal, resubmitEvent, withdrawEvent } from '~/domain/proposals/index.server'
import { approveInput, commentInput, refuseInput, resubmitInput, withdrawInput } from '~/domain/proposals/schema'
import { act, go, intent, page } from '~/http/handle.server'

export const handle = definePage<typeof loader>({ title: (t, data) => (data ? t('proposals.page_title', { title: data.page.event.title }) : t('proposals.page_short')) })

export const loader = page('member', async ({ ctx, params }) => ({ page: await readProposal(ctx, params['event'] ?? ''), isDesk: isStaff(ctx.actor) }))

/** Does it, and comes back to the proposal. */
const then = <S extends z.ZodType>(schema: S, run: (ctx: Ctx, eventId: string, input: z.output<S>) => Promise<null>) =>
  intent(schema, async ({ ctx, params }, input) => {
    await run(ctx, params['event'] ?? '', input)
    return go(`/events/${params['event']}/proposal`)
  })

export const action = act('member', {
  comment: then(commentInput, commentOnProposal),
  approve: then(approveInput, approveEvent),
  ask: then(refuseInput, askForChanges),
  decline: then(refuseInput, declineEvent),
  resubmit: then(resubmitInput, resubmitEvent),
  withdraw: then(withdrawInput, withdrawEvent),
})

/** What the other side does comes into one's inbox, and with it the page is read again. */
export default function Proposal() {
  const { page: proposal, isDesk } = useLoaderData<typeof loader>()
  useFreshInbox()
  return <ProposalView page={proposal} isDesk={isDesk} answer={useActionData()} />
}
