import { draftAt, dropDraft, saveDraft } from '~/domain/boards/index.server'
import { draftPlace, dropDraftInput, saveDraftInput } from '~/domain/boards/schema'
import { act, intent, page } from '~/http/handle.server'

const answer = (value: unknown) => Response.json(value, { headers: { 'Cache-Control': 'no-store' } })

/** The reader's draft at a place (`?place=`), for the composer. A place that is none has none. */
export const loader = page('member', async ({ ctx, url }) => {
  const place = draftPlace.safeParse(url.searchParams.get('place'))
  return answer({ draft: place.success ? await draftAt(ctx, place.data) : null })
})

export const action = act('member', {
  save: intent(saveDraftInput, async ({ ctx }, input) => saveDraft(ctx, input)),
  drop: intent(dropDraftInput, async ({ ctx }, input) => dropDraft(ctx, input)),
}, { asJson: true })
