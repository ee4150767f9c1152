import { notFound } from '~/core/errors.ts'
import { keepEventDraft } from '~/domain/proposals/index.server.ts'
import { keepDraftInput } from '~/domain/proposals/schema.ts'
import { act, intent, page } from '~/http/handle.server.ts'

/** Nothing to read here: a form that is being written is kept at this address. */
export const loader = page('member', () => {
  throw notFound()
})

export const action = act('member', { default: intent(keepDraftInput, ({ ctx }, input) => keepEventDraft(ctx, input)) }, { asJson: true })
