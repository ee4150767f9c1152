import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { AcceptanceBadge } from '~/components/mentors/mentor-card'
import { CommandId } from '~/components/form/command-id'
import { ErrorSummary } from '~/components/form/error-summary'
import { refusalOf, typedIn } from '~/components/form/refusal'
import { SubmitButton } from '~/components/form/submit-button'
import { TextArea } from '~/components/form/text-area'
import { Avatar } from '~/components/ui/avatar'
import { Crumb } from '~/components/ui/crumb'
import { FormerName } from '~/components/ui/former-name'
import { MoreLink } from '~/components/ui/more-link'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { formatServiceDate } from '~/core/dates'
import { accessMentor, askMentor } from '~/domain/mentors/index.server'
import { askInput } from '~/domain/mentors/schema'
import { act, go, intent, page } from '~/http/handle.server'
import { useLng, useT } from '~/i18n'
import mentorsCss from '~/styles/pages/mentors.css?url'

export const handle = definePage<typeof loader>({ title: (t, data) => data?.mentor.card.name ?? t('mentors.title') })
export const links = styles(mentorsCss)

export const loader = page('member', ({ ctx, params }) => accessMentor(ctx, params['handle'] ?? ''))

export const action = act('member', {
  default: intent(askInput, async ({ ctx, params }, input) => {
    await askMentor(ctx, params['handle'] ?? '', input)
    return go('/mentors/requests?sent=1')
  }),
})

export default function MentorPage() {
  const t = useT()
  const lng = useLng()
  const { mentor, bio, service, whyNot } = useLoaderData<typeof loader>()
  const { card } = mentor
  return (
    <div className="wrap wrap-narrow stack g-24">
      <Crumb items={[{ to: '/mentors', label: t('mentors.back') }]} />
      <article className="stack g-24 mprof-page" aria-labelledby="mp">
        <div className="mprof-h">
          <Avatar seed={card.id} name={card.name} size="xl" />
          <div className="stack g-4">
            <p className="small muted" lang="ja">{mentor.kana}</p>
            <h1 id="mp" lang="ja">{card.name}<FormerName name={card.former} /></h1>
            {card.line && <p>{card.line}</p>}
            <AcceptanceBadge mentor={mentor} />
          </div>
        </div>
        <p className="big mword" lang="ja">「{mentor.message}」</p>
        <dl className="dl">
          {(mentor.department || service) && <><dt>{t('mentors.experience')}</dt><dd>{mentor.department}{service && <><br /><span className="small muted">{formatServiceDate(service.from, lng)}〜{formatServiceDate(service.to, lng)}</span></>}</dd></>}
          <dt>{t('mentors.topics')}</dt><dd><span className="chips">{mentor.topics.map((topic) => <span className="tag" key={topic}>{topic}</span>)}</span></dd>
          <dt>{t('mentors.method')}</dt><dd>{mentor.method}</dd>
          {bio && <><dt>{t('mentors.about')}</dt><dd>{bio}</dd></>}
        </dl>
        {whyNot === 'self' && <p><MoreLink to={`/events/new?title=${encodeURIComponent(mentor.topics[0] ?? '')}`}>{t('mentors.propose_event')}</MoreLink></p>}
        {whyNot === null ? <AskForm name={card.name} /> : (
          <p className="banner"><span>{t(`mentors.why_${whyNot}`)} {(whyNot === 'already' || whyNot === 'self') && <Link to="/mentors/requests">{t('mentors.my_requests')}</Link>}</span></p>
        )}
      </article>
    </div>
  )
}

function AskForm({ name }: { name: string }) {
  const t = useT()
  const refused = refusalOf(useActionData<typeof action>())
  return (
    <section className="card stack g-12" aria-labelledby="ask-h">
      <h2 id="ask-h" className="h-s">{t('mentors.ask_title', { name })}</h2>
      <Form method="post" className="stack g-12">
        <CommandId renewOn={refused} />
        <ErrorSummary errors={refused?.errors} />
        <TextArea name="text" label={t('mentors.ask_label')} hint={t('mentors.ask_hint')} required rows={5} limit={500} error={refused?.errors['text']} defaultValue={typedIn(refused, 'text')} />
        <p className="small muted">{t('mentors.ask_note', { name })}</p>
        <SubmitButton>{t('mentors.ask')}</SubmitButton>
      </Form>
    </section>
  )
}
