import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { useAskerName } from '~/components/live/asker-name'
import { ReportForm } from '~/components/moderation/report-form'
import { ButtonLink } from '~/components/ui/button'
import { Crumb } from '~/components/ui/crumb'
import { Empty } from '~/components/ui/empty'
import { PageHead } from '~/components/ui/page-head'
import { shownQuestion } from '~/domain/live/index.server'
import { reportQuestion } from '~/domain/moderation/index.server'
import { reportQuestionInput } from '~/domain/moderation/schema'
import { act, intent, page } from '~/http/handle.server'
import { useT } from '~/i18n'
import topicCss from '~/styles/pages/topic.css?url'

export const handle = definePage({ title: (t) => t('moderation.question_title') })
export const links = styles(topicCss)

export const loader = page('member', ({ ctx, params }) => shownQuestion(ctx, params['event'] ?? '', params['question'] ?? ''))

export const action = act('member', {
  default: intent(reportQuestionInput.omit({ eventId: true, questionId: true }), ({ ctx, params }, input) => reportQuestion(ctx, { ...input, eventId: params['event'] ?? '', questionId: params['question'] ?? '' })),
})

export default function ReportQuestion() {
  const t = useT()
  const nameOf = useAskerName()
  const { event, question } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const back = `/events/${event.id}/live#q-${question.id}`
  if (answer && 'isNew' in answer) {
    return (
      <div className="wrap wrap-narrow" role="status">
        <Empty level={1} title={t('moderation.thanks')} text={t(answer.isNew ? 'moderation.thanks_text' : 'moderation.question_again')} action={<ButtonLink to={back} variant="primary">{t('moderation.back_to_room')}</ButtonLink>} />
      </div>
    )
  }
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: back, label: event.title }]} />
      <PageHead title={t('moderation.question_title')} lead={t('moderation.question_lead')} />
      <div className="stack g-24">
        <figure className="card card-sunk quoted">
          <figcaption className="small muted"><span lang="ja">{nameOf(question.asker)}</span>・<Link to={back} lang="ja">{event.title}</Link></figcaption>
          <p lang="ja">{question.text}</p>
        </figure>
        <ReportForm answer={answer} back={back} />
      </div>
    </div>
  )
}
