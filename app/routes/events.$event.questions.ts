import type { ActionFunctionArgs } from '@remix-run/node'
import { exportQuestions } from '~/domain/live/index.server'
import { exportInput } from '~/domain/live/schema'
import { downloadResponse } from '~/http/download.server'
import { notFound } from '~/core/errors'
import { act, go, intent, page } from '~/http/handle.server'

const take = act('member', {
  take: intent(exportInput, async ({ ctx, params }, input) => {
    const { filename, type, text } = await exportQuestions(ctx, params['event'] ?? '', input)
    return downloadResponse({ filename, type, chunks: (async function* () { yield text })() })
  }),
})

/** The questions as a file. A form asks for it, because taking it is written down. What was refused leads back to the console. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const answer: unknown = await take(args)
  return answer instanceof Response ? answer : go(`/events/${args.params['event']}/host`)
}

export const loader = page('member', () => {
  throw notFound()
})
