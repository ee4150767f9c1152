import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { notFound } from '~/core/errors.ts'
import { exportVoices } from '~/domain/voices/index.server.ts'
import { downloadResponse } from '~/http/download.server.ts'
import { act, go, intent, page } from '~/http/handle.server.ts'

const take = act('staff', { take: intent(z.strictObject({}), async ({ ctx }) => downloadResponse({ ...(await exportVoices(ctx)), type: 'text/csv' })) })

/** The ledger as a file. A form asks for it, because taking it is written down. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const answer: unknown = await take(args)
  return answer instanceof Response ? answer : go('/desk/voices')
}

/** Only a form takes it. */
export const loader = page('member', () => {
  throw notFound()
})
