import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { dateTimeRange } from '~/core/time-range.ts'
import type { NoteView, ProposalPage } from '~/domain/proposals/index.server.ts'
import { NOTE_LIMIT } from '~/domain/proposals/policy.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import { CommandId } from '../form/command-id.tsx'
import { ErrorSummary } from '../form/error-summary.tsx'
import { refusalOf, typedIn } from '../form/refusal.ts'
import { SubmitButton } from '../form/submit-button.tsx'
import { TextArea } from '../form/text-area.tsx'
import { useViewer } from '../layout/root-data.ts'
import { Badge } from '../ui/badge.tsx'
import { Banner } from '../ui/banner.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Crumb } from '../ui/crumb.tsx'
import { DefinitionList } from '../ui/definition-list.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { TimeText } from '../ui/time-text.tsx'
import { Who } from '../ui/who.tsx'
import { StateBadge } from './proposal-list.tsx'

type Props = { page: ProposalPage; isDesk: boolean; answer: unknown }

/** How a proposal stands, what was said about it, and what can be done: for those whose event it is and the desk. */
export function ProposalView({ page, isDesk, answer }: Props) {
  const t = useT()
  const lng = useLng()
  const { event, state, can } = page
  const refused = refusalOf(answer)
  const viewer = useViewer()
  const labels = { resubmit: t('proposals.resubmit_text'), approve: t('proposals.approve_note'), ask: t('proposals.ask_text'), decline: t('proposals.decline_text'), comment: t('proposals.comment') }
  // Every step's words are called `text`; what is wrong leads to those that were sent.
  const { text, ...others } = refused?.errors ?? {}
  const errors = refused === undefined ? undefined : { ...others, ...(text !== undefined && { [typedIn(refused, 'intent')]: text }) }
  // A form is empty again when its words have become a note; what the other side says leaves it alone.
  const said = viewer.kind === 'guest' ? 0 : page.notes.filter((n) => n.author.id === viewer.id).length
  const tone = state === 'approved' ? 'success' : state === 'changes_asked' ? 'caution' : 'info'
  return (
    <div className="wrap wrap-narrow stack g-24">
      <Crumb items={isDesk && !page.isOwn ? [{ to: '/desk/events', label: t('proposals.desk_title') }] : [{ to: '/events/proposals', label: t('proposals.own_title') }]} />
      <PageHead title={<span lang="ja">{event.title}</span>} lead={<StateBadge state={state} />} />
      <Banner tone={tone}>{t(page.isOwn ? `proposals.state_own.${state}` : `proposals.state_desk.${state}`)}{isDesk && page.isOwn && state === 'proposed' && <> {t('proposals.own_desk')}</>}</Banner>
      <DefinitionList items={[{ term: t('proposals.when'), detail: dateTimeRange(event, lng) }, { term: t('proposals.proposer'), detail: <span lang="ja">{t('common.san', { name: page.proposer.name })}</span> }]} />
      <div className="row">
        <ButtonLink variant="outline" to={`/events/${event.id}`}>{t('proposals.preview')}</ButtonLink>
        {can.edit && <ButtonLink variant={can.resubmit ? 'primary' : 'quiet'} to={`/events/${event.id}/edit`}>{t('proposals.edit')}</ButtonLink>}
        {can.edit && <ButtonLink variant="quiet" icon="doc" to={`/events/${event.id}/materials`}>{t('materials.title')}</ButtonLink>}
        {can.edit && <ButtonLink variant="quiet" to={`/events/${event.id}/registration-settings`}>{t('roster.settings')}</ButtonLink>}
      </div>
      <ErrorSummary errors={errors} labels={labels} />
      <section aria-labelledby="history">
        <h2 id="history" className="h-s">{t('proposals.history')}</h2>
        <ol className="list pro-notes">{page.notes.map((note) => <li key={note.id}><Note note={note} /></li>)}</ol>
      </section>
      {can.resubmit && <Step name="resubmit" answer={answer} said={said} label={labels.resubmit} optional button={t('proposals.resubmit')} />}
      {can.decide && (
        <section className="card stack g-24" aria-labelledby="decide">
          <h2 id="decide" className="h-s">{t('proposals.decide')}</h2>
          {can.approve && <Step name="approve" answer={answer} said={said} label={labels.approve} optional button={t('proposals.approve')}><input type="hidden" name="version" value={event.version} /></Step>}
          {page.isStartPast && <Banner tone="caution">{t('proposals.start_passed')}</Banner>}
          <Step name="ask" answer={answer} said={said} label={labels.ask} button={t('proposals.ask')} variant="outline" />
          <Step name="decline" answer={answer} said={said} label={labels.decline} hint={t('proposals.decline_hint')} button={t('proposals.decline')} variant="danger" />
        </section>
      )}
      <Step name="comment" answer={answer} said={said} label={labels.comment} hint={t('proposals.comment_hint')} button={t('proposals.comment_send')} variant="quiet" />
      {can.withdraw && <Form method="post"><input type="hidden" name="intent" value="withdraw" /><CommandId renewOn={answer} /><SubmitButton variant="text" size="s">{t('proposals.withdraw')}</SubmitButton></Form>}
    </div>
  )
}

function Note({ note }: { note: NoteView }) {
  const t = useT()
  return (
    <article className="stack g-8">
      <div className="row row-between">
        <Who seed={note.author.id} name={note.author.name} meta={<>{t(`proposals.step.${note.step}`)}{note.isDesk && <> <Badge tone="line">{t('proposals.desk_badge')}</Badge></>}</>} />
        <TimeText className="small muted" at={note.at} style="dayTime" />
      </div>
      {note.text !== '' && <p className="pre-line" lang="ja">{note.text}</p>}
    </article>
  )
}

type StepProps = { said: number; name: 'resubmit' | 'approve' | 'ask' | 'decline' | 'comment'; answer: unknown; label: string; hint?: string; button: string; variant?: 'primary' | 'outline' | 'danger' | 'quiet'; optional?: boolean; children?: ReactNode }

/** A step with its words. The words that were refused stay in the form they came from. */
function Step({ name, said, answer, label, hint, button, variant = 'primary', optional, children }: StepProps) {
  const refused = refusalOf(answer)
  const mine = typedIn(refused, 'intent') === name ? refused : undefined
  return (
    <Form method="post" className="stack g-12" key={said} preventScrollReset>
      <input type="hidden" name="intent" value={name} />
      {children}
      <CommandId renewOn={answer} />
      <TextArea name="text" id={`f-${name}`} label={label} hint={hint} rows={2} limit={NOTE_LIMIT} optional={optional} required={!optional} error={mine?.errors['text']} defaultValue={typedIn(mine, 'text')} lang="ja" />
      <div><SubmitButton variant={variant}>{button}</SubmitButton></div>
    </Form>
  )
}
