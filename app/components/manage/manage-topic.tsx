import { Link } from '@remix-run/react'
import type { ManagedTopic } from '~/domain/boards/index.server.ts'
import { slowHours, slowSeconds } from '~/domain/boards/policy.ts'
import { useT } from '~/i18n/index.tsx'
import { TagField } from '../boards/tag-field.tsx'
import { everyText } from '../boards/topic-facts.tsx'
import { Checkbox } from '../form/checkbox.tsx'
import { ErrorSummary } from '../form/error-summary.tsx'
import { holdIme } from '../form/ime.ts'
import { type Refused, refusalOf, typedIn } from '../form/refusal.ts'
import { Select } from '../form/select.tsx'
import { TextInput } from '../form/text-input.tsx'
import { Banner } from '../ui/banner.tsx'
import { Crumb } from '../ui/crumb.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { ManageForm } from './manage-form.tsx'
import { MoveForms } from './move-forms.tsx'

export type ManageAnswer = Refused | { changed: string } | undefined

/** What can be changed of a topic, a form each. */
export function ManageTopic({ topic, answer }: { topic: ManagedTopic; answer: ManageAnswer }) {
  const t = useT()
  const refused = refusalOf(answer)
  const { id, title, facts, can } = topic
  const at = typedIn(refused, 'intent')
  const errors = (intent: string) => (at === intent ? refused?.errors : undefined)
  const typed = (intent: string, name: string, before = '') => (at === intent ? typedIn(refused, name, before) : before)
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: `/topics/${id}`, label: title }]} />
      <PageHead title={can.moderate ? t('manage.title') : t('boards.describe')} lead={t('manage.lead')} />
      <div className="stack g-32">
        {answer !== undefined && 'changed' in answer && <Banner tone="success" role="status">{t('manage.done')}</Banner>}
        <ErrorSummary errors={refused?.errors} labels={{ tags: t('boards.tags'), assignee: t('manage.assignee'), due: t('manage.due'), nos: t('manage.split_nos'), title: t('boards.field_title'), into: t('manage.merge_into') }} />
        <ManageForm title={t('boards.tags')} intent="tags" button={t('manage.save')} renewOn={answer}>
          <TagField suggested={topic.suggestedTags} error={errors('tags')?.['tags']} defaultValue={typed('tags', 'tags', facts.tags?.join('　') ?? '')} />
          <Checkbox name="asks" label={t('boards.asks')} hint={t('boards.asks_hint')} defaultChecked={facts.asks === true} />
        </ManageForm>
        {can.moderate && (
          <>
            <ManageForm title={t('manage.pin_title')} text={t('manage.pin_text')} intent={facts.isPinned ? 'unpin' : 'pin'} button={facts.isPinned ? t('manage.unpin') : t('manage.pin')} renewOn={answer} />
            <ManageForm title={t('manage.slow_title')} text={t('manage.slow_text')} intent="slow" button={t('manage.save')} renewOn={answer}>
              <Select name="seconds" label={t('manage.slow_seconds')} defaultValue={String(facts.slow?.seconds ?? 0)} options={[{ value: '0', label: t('manage.slow_off') }, ...slowSeconds.map((n) => ({ value: String(n), label: everyText(t, n) }))]} />
              <Select name="hours" label={t('manage.slow_hours')} defaultValue="24" options={slowHours.map((n) => ({ value: String(n), label: n < 24 ? t('manage.hours', { count: n }) : t('manage.days', { count: n / 24 }) }))} />
            </ManageForm>
            <ManageForm title={t('manage.assign_title')} text={t('manage.assign_text')} intent="assign" button={t('manage.assign')} renewOn={answer}>
              <TextInput name="assignee" label={t('manage.assignee')} hint={t('manage.assignee_hint')} required error={errors('assign')?.['assignee']} defaultValue={typed('assign', 'assignee', facts.assigned?.name ?? '')} autoComplete="off" lang="ja" list="assignees" onKeyDown={holdIme} />
              <datalist id="assignees" lang="ja">{topic.assignees.map(({ handle, name }) => <option key={handle} value={`@${handle}`}>{name}</option>)}</datalist>
              <TextInput name="due" type="date" label={t('manage.due')} optional error={errors('assign')?.['due']} defaultValue={typed('assign', 'due', facts.assigned?.due ?? '')} />
            </ManageForm>
            {facts.assigned && <ManageForm intent="finish" button={t('manage.finish')} renewOn={answer} />}
            {topic.isOfficial && (
              <ManageForm title={t('manage.confirm_title')} text={t('manage.confirm_text')} intent={facts.confirm ? 'stop_confirm' : 'ask_confirm'} button={facts.confirm ? t('manage.stop_confirm') : t('manage.ask_confirm')} renewOn={answer}>
                {topic.confirmed > 0 && <p><Link to={`/topics/${id}/confirmations`}>{t('boards.confirmations')}</Link></p>}
              </ManageForm>
            )}
            <MoveForms topic={topic} renewOn={answer} errors={errors} typed={typed} />
          </>
        )}
      </div>
    </div>
  )
}
