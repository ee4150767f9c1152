import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { notFound } from '~/core/errors.ts'
import { exportRoster } from '~/domain/events/index.server.ts'
import { downloadResponse } from '~/http/download.server.ts'
import { act, go, intent, page } from '~/http/handle.server.ts'

const pageOf = (event: string | undefined) => `/events/${event}/roster`

const take = act('member', {
  take: intent(z.strictObject({}), async ({ ctx, params }) => downloadResponse({ ...(await exportRoster(ctx, params['event'] ?? '')), type: 'text/csv' })),
})

/** The list of participants as a file. A form asks for it, because taking it is written down. What was refused leads back to the page that says so. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const answer: unknown = await take(args)
  return answer instanceof Response ? answer : go(`${pageOf(args.params['event'])}?refused`)
}

/** Only a form takes it. */
export const loader = page('member', () => {
  throw notFound()
})
