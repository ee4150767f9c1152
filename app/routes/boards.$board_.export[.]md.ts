import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { exportBoard } from '~/domain/boards/index.server.ts'
import { downloadResponse } from '~/http/download.server.ts'
import { act, go, intent, page } from '~/http/handle.server.ts'

const pageOf = (board: string | undefined) => `/boards/${board}/export`

const take = act('department', {
  take: intent(z.strictObject({}), async ({ ctx, params }) => downloadResponse({ ...(await exportBoard(ctx, params['board'] ?? '')), type: 'text/markdown' })),
})

/** The board as a file. A form asks for it, because taking it is written down. What was refused leads back to the page that says so. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const answer: unknown = await take(args)
  return answer instanceof Response ? answer : go(`${pageOf(args.params['board'])}?refused`)
}

export const loader = page('department', ({ params }) => go(pageOf(params['board'])))
