import { Form } from '@remix-run/react'
import { type ReactNode, useRef, useState } from 'react'
import { formatDate } from '~/core/dates.ts'
import { draftPlace, MOST_COHOSTS, MOST_SPEAKERS } from '~/domain/proposals/policy.ts'
import type { EventFields } from '~/domain/proposals/schema.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import type { FindPeople } from '../editor/people.ts'
import { useSent } from '../editor/use-sent.ts'
import { WritingBox, type WritingBoxHandle } from '../editor/writing-box.tsx'
import { CommandId } from '../form/command-id.tsx'
import { ErrorSummary } from '../form/error-summary.tsx'
import { RadioCards } from '../form/radio-cards.tsx'
import { type Refused, typedIn } from '../form/refusal.ts'
import { TextArea } from '../form/text-area.tsx'
import { TextInput } from '../form/text-input.tsx'
import { useViewer } from '../layout/root-data.ts'
import { Icon } from '../ui/icon.tsx'
import { PeopleRows } from './people-rows.tsx'
import { SeatFields } from './seat-fields.tsx'
import { useKeptForm } from './use-kept-form.ts'

type Props = {
  /** Of the draft or the event. */
  id: string
  fields: EventFields
  refused: Refused | undefined
  /** A draft is kept while one writes. */
  isDraft: boolean
  /** Not public yet: its kind and seats are still open. Then how many are told of a change. */
  isOpen: boolean
  registered?: number
  /** What goes with it, hidden. */
  hidden: ReactNode
  buttons: ReactNode
}

/** Nobody is called in the description of an event. */
const nobody: FindPeople = () => Promise.resolve([])

/** The words, time, place and people of an event. */
export function EventForm({ id, fields, refused, isDraft, isOpen, registered = 0, hidden, buttons }: Props) {
  const t = useT()
  const lng = useLng()
  const viewer = useViewer()
  const form = useRef<HTMLFormElement>(null)
  const box = useRef<WritingBoxHandle>(null)
  useSent(box)
  const keptAt = useKeptForm(form, isDraft)
  const errors = refused?.errors
  const valueOf = (name: string): string => String((refused === undefined ? fields[name as keyof EventFields] : refused.values[name]) ?? '')
  const rowsOf = (name: 'cohosts' | 'speakers' | 'lines'): string[] => {
    const given = refused === undefined ? fields[name] : refused.values[name]
    return Array.isArray(given) ? given : []
  }
  const [starts, setStarts] = useState(valueOf('startsAt'))
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(starts) && !Number.isNaN(Date.parse(`${starts}:00+09:00`)) ? new Date(`${starts}:00+09:00`) : null
  const labels = {
    kind: t('proposals.kind'), mode: t('proposals.mode'), title: t('proposals.title'), summary: t('proposals.summary'), text: t('proposals.text'), startsAt: t('proposals.starts'), endsAt: t('proposals.ends'), place: t('proposals.place'),
    joinUrl: t('proposals.join_url'), venueCapacity: t('proposals.venueCapacity'), onlineCapacity: t('proposals.onlineCapacity'), agenda: t('proposals.agenda'), cohosts: t('proposals.cohosts'), speakers: t('proposals.speakers'), note: t('proposals.note'),
  }
  return (
    <Form method="post" className="stack g-24" ref={form}>
      <CommandId renewOn={refused} />
      {hidden}
      <ErrorSummary errors={errors} labels={labels} />
      {isOpen ? (
        <>
          <RadioCards name="kind" label={labels.kind} required error={errors?.['kind']} defaultValue={valueOf('kind')} options={(['seminar', 'meetup'] as const).map((kind) => ({ value: kind, label: t(`events.kind.${kind}`), hint: t(`proposals.kind_${kind}`) }))} />
          <RadioCards name="mode" label={labels.mode} required error={errors?.['mode']} defaultValue={valueOf('mode')} options={(['online', 'venue', 'hybrid'] as const).map((mode) => ({ value: mode, label: t(`events.mode.${mode}`) }))} />
        </>
      ) : <p className="hint"><input type="hidden" name="kind" value={fields.kind} /><input type="hidden" name="mode" value={fields.mode} />{t('proposals.fixed_kind')}</p>}
      <TextInput name="title" label={labels.title} hint={t('proposals.title_hint')} required error={errors?.['title']} defaultValue={valueOf('title')} autoComplete="off" lang="ja" />
      <TextArea name="summary" label={labels.summary} hint={t('proposals.summary_hint')} required rows={3} limit={300} error={errors?.['summary']} defaultValue={valueOf('summary')} lang="ja" />
      <div className="pro-times">
        <TextInput name="startsAt" type="datetime-local" label={labels.startsAt} required error={errors?.['startsAt']} defaultValue={valueOf('startsAt')} onInput={(e) => setStarts(e.currentTarget.value)} />
        <TextInput name="endsAt" type="datetime-local" label={labels.endsAt} required error={errors?.['endsAt']} defaultValue={valueOf('endsAt')} />
        <p className="hint">{at === null ? t('proposals.when_hint') : t('proposals.when_shown', { time: formatDate(at, 'dateTime', lng) })}</p>
      </div>
      <TextInput name="place" label={labels.place} hint={t('proposals.place_hint')} error={errors?.['place']} defaultValue={valueOf('place')} autoComplete="off" lang="ja" />
      <TextInput name="joinUrl" type="url" label={labels.joinUrl} optional hint={t('proposals.join_url_hint')} error={errors?.['joinUrl']} defaultValue={valueOf('joinUrl')} autoComplete="off" />
      {isOpen && <SeatFields valueOf={valueOf} errors={errors} />}
      <div className="composer composer-flat">
        <h2 className="label">{labels.text} <span className="req">{t('common.required')}</span></h2>
        <WritingBox ref={box} name="text" label={labels.text} rows={8} error={errors?.['text']} defaultText={valueOf('text')} defaultDoc={valueOf('doc') === '' ? undefined : valueOf('doc')} place={draftPlace(id)} writerId={viewer.kind === 'guest' ? '' : viewer.id} hasDraft={false} findPeople={nobody} />
      </div>
      <TextArea name="agenda" label={labels.agenda} optional hint={t('proposals.agenda_hint')} rows={4} error={errors?.['agenda']} defaultValue={valueOf('agenda')} lang="ja" />
      <PeopleRows name="cohosts" label={labels.cohosts} hint={t('proposals.cohosts_hint')} error={errors?.['cohosts']} who={rowsOf('cohosts')} most={MOST_COHOSTS} />
      <PeopleRows name="speakers" label={labels.speakers} hint={t('proposals.speakers_hint')} error={errors?.['speakers']} who={rowsOf('speakers')} lines={rowsOf('lines')} most={MOST_SPEAKERS} />
      {!isOpen && (
        <div className="card stack g-8">
          <TextArea name="note" label={t('proposals.note')} optional hint={t('proposals.note_hint')} rows={2} limit={300} error={errors?.['note']} defaultValue={typedIn(refused, 'note')} lang="ja" />
          <p className="small muted">{t('proposals.note_count', { count: registered })}</p>
        </div>
      )}
      <div className="cmp-foot">
        {keptAt !== null && <span className="small muted" role="status"><Icon name="check" /> {t('proposals.kept', { time: formatDate(keptAt, 'time', lng) })}</span>}
        <div className="row push">{buttons}</div>
      </div>
    </Form>
  )
}
