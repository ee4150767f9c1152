import { useActionData, useLoaderData } from '@remix-run/react'
import { refusalOf, typedIn } from '~/components/form/refusal'
import { SubmitButton } from '~/components/form/submit-button'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { EventForm } from '~/components/proposals/event-form'
import { ButtonLink } from '~/components/ui/button'
import { Crumb } from '~/components/ui/crumb'
import { PageHead } from '~/components/ui/page-head'
import { newId } from '~/core/ids'
import { keepEventDraft, proposeEvent, readEventDraft } from '~/domain/proposals/index.server'
import { eventFields, keepDraftInput, proposeInput } from '~/domain/proposals/schema'
import { act, go, intent, page } from '~/http/handle.server'
import { useT } from '~/i18n'
import composerCss from '~/styles/pages/composer.css?url'
import proposalsCss from '~/styles/pages/proposals.css?url'

export const handle = definePage({ title: (t) => t('proposals.new_title') })
export const links = styles(composerCss, proposalsCss)

/** `?draft=` names a draft of one's own; `?title=` begins with one (a topic's, for example). */
export const loader = page('member', async ({ ctx, url }) => {
  const id = url.searchParams.get('draft')
  if (id !== null) return { draft: id, fields: await readEventDraft(ctx, id) }
  return { draft: newId(), fields: eventFields.parse({ title: url.searchParams.get('title')?.slice(0, 100) ?? '' }) }
})

export const action = act('member', {
  keep: intent(keepDraftInput, async ({ ctx }, input) => {
    const { draft } = await keepEventDraft(ctx, input)
    return go(`/events/new?draft=${draft}`)
  }),
  propose: intent(proposeInput, async ({ ctx }, input) => {
    const { eventId } = await proposeEvent(ctx, input)
    return go(`/events/${eventId}/proposal`)
  }),
})

/** The draft that a page began with stays the one it writes. */
export const shouldRevalidate = ({ currentUrl, nextUrl }: { currentUrl: URL; nextUrl: URL }) => currentUrl.href !== nextUrl.href

export default function NewEvent() {
  const t = useT()
  const { draft, fields } = useLoaderData<typeof loader>()
  const refused = refusalOf(useActionData())
  const id = typedIn(refused, 'draft', draft)
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: '/events', label: t('events.title') }]} />
      <PageHead title={t('proposals.new_title')} lead={t('proposals.new_lead')} action={<ButtonLink variant="text" to="/events/proposals">{t('proposals.to_own')}</ButtonLink>} />
      <EventForm
        key={id} id={id} fields={fields} refused={refused} isDraft isOpen
        hidden={<input type="hidden" name="draft" value={id} />}
        buttons={<><SubmitButton name="intent" value="keep" variant="outline">{t('proposals.keep')}</SubmitButton><SubmitButton name="intent" value="propose" icon="send">{t('proposals.propose')}</SubmitButton></>}
      />
    </div>
  )
}
