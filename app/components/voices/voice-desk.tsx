import { Form } from '@remix-run/react'
import type { DeskSource, VoicePage } from '~/domain/voices/index.server.ts'
import { BODY_LIMIT, nextSteps, NOTE_LIMIT, POSITION_LIMIT, REASON_LIMIT } from '~/domain/voices/policy.ts'
import { useT } from '~/i18n/index.tsx'
import { CommandId } from '../form/command-id.tsx'
import { ErrorSummary } from '../form/error-summary.tsx'
import { fieldId } from '../form/field.tsx'
import { holdIme } from '../form/ime.ts'
import { RadioCards } from '../form/radio-cards.tsx'
import { refusalOf, typedIn } from '../form/refusal.ts'
import { SubmitButton } from '../form/submit-button.tsx'
import { TextArea } from '../form/text-area.tsx'
import { TextInput } from '../form/text-input.tsx'
import { Crumb } from '../ui/crumb.tsx'
import { Link } from '../ui/link.tsx'
import { MoreLink } from '../ui/more-link.tsx'
import { StepBadge } from './step-badge.tsx'
import { Way } from './way.tsx'

type Refused = ReturnType<typeof refusalOf>
type FormProps = { voice: VoicePage; refused: Refused; answer: unknown }

/** One voice at the desk: the next step, the words, and where it came from. */
export function VoiceDesk({ voice, answer }: { voice: VoicePage & { all: DeskSource[] }; answer: unknown }) {
  const t = useT()
  const refused = refusalOf(answer)
  const at = typedIn(refused, 'intent')
  const of = (intent: string) => (at === intent ? refused : undefined)
  const labels = { title: t('ledger.voice_title'), body: t('ledger.body'), department: t('ledger.department'), to: t('ledger.to'), position: t('voices.position'), reason: t('voices.reason'), note: t('ledger.note'), address: t('ledger.address') }
  return (
    <>
      <Crumb items={[{ to: '/desk/voices', label: t('ledger.title') }]} />
      <div className="page-head"><div><p className="row"><StepBadge step={voice.step} /><span className="small muted" lang="ja">{voice.department}</span></p><h1 lang="ja">{voice.title}</h1><p><MoreLink to={`/voices/${voice.no}`}>{t('ledger.public_page')}</MoreLink></p></div></div>
      <ErrorSummary errors={refused?.errors} labels={labels} />
      <section aria-labelledby="way"><h2 id="way" className="h-s">{t('voices.way')}</h2><Way voice={voice} /></section>
      <NextStep key={`next ${voice.version}`} voice={voice} refused={of('step')} answer={answer} isAside={at === 'edit'} />
      <Sources voice={voice} refused={of('source')} answer={answer} />
      <Words key={`words ${voice.version}`} voice={voice} refused={of('edit')} answer={answer} isOpen={at === 'edit'} />
    </>
  )
}

/** `isAside`: the other form was refused, and the list of what is wrong there leads to its fields. */
function NextStep({ voice, refused, answer, isAside }: FormProps & { isAside: boolean }) {
  const t = useT()
  const next = nextSteps(voice.step)
  const idOf = (name: string): string => (isAside ? `n-${name}` : fieldId(name))
  return (
    <section aria-labelledby="next">
      <h2 id="next" className="h-s">{t('ledger.next')}</h2>
      {next.length === 0 ? <p className="muted">{t('ledger.ended')}</p> : (
        <Form method="post" className="stack g-16 formbox">
          <p className="small muted">{t('ledger.next_lead')}</p>
          <input type="hidden" name="intent" value="step" />
          <input type="hidden" name="version" value={voice.version} />
          <CommandId renewOn={answer} />
          <RadioCards name="to" label={t('ledger.to')} required options={next.map((step) => ({ value: step, label: t(`voices.step_${step}`) }))} defaultValue={typedIn(refused, 'to', next.length === 1 ? next[0] : '')} error={refused?.errors['to']} />
          <TextArea name="position" id={idOf('position')} label={t('voices.position')} hint={t('ledger.position_hint')} rows={4} limit={POSITION_LIMIT} lang="ja" defaultValue={typedIn(refused, 'position', voice.position)} error={refused?.errors['position']} />
          <TextArea name="reason" id={idOf('reason')} label={t('voices.reason')} hint={t('ledger.reason_hint')} rows={2} limit={REASON_LIMIT} lang="ja" defaultValue={typedIn(refused, 'reason', voice.reason)} error={refused?.errors['reason']} />
          <TextArea name="note" label={t('ledger.note')} hint={t('ledger.note_hint')} optional rows={2} limit={NOTE_LIMIT} lang="ja" defaultValue={typedIn(refused, 'note')} error={refused?.errors['note']} />
          <p><SubmitButton>{t('ledger.go')}</SubmitButton></p>
        </Form>
      )}
    </section>
  )
}

function Sources({ voice, refused, answer }: FormProps & { voice: { all: DeskSource[] } }) {
  const t = useT()
  const nameOf = (s: DeskSource): string => s.source?.title ?? (s.kind === 'member' ? t('ledger.said_elsewhere', { name: s.name }) : t(s.kind === 'nameless' ? 'ledger.nameless' : 'ledger.gone'))
  return (
    <section aria-labelledby="sources">
      <h2 id="sources" className="h-s">{t('ledger.sources')}</h2>
      <p className="small muted">{t('ledger.sources_lead')}</p>
      {voice.all.length === 0 ? <p className="muted">{t('ledger.sources_none')}</p> : (
        <ul className="list">
          {voice.all.map((s) => (
            <li key={s.id} className="row row-between">
              <span className="min0">{s.source === null ? <span className="muted">{nameOf(s)}</span> : <><Link to={s.source.href} lang="ja">{s.source.title}</Link><br /><span className="small muted" lang="ja">{s.source.text}</span></>}</span>
              <Form method="post" preventScrollReset><input type="hidden" name="intent" value="drop" /><input type="hidden" name="source" value={s.id} /><CommandId renewOn={answer} /><SubmitButton variant="text" size="s" aria-label={t('ledger.drop_of', { title: nameOf(s) })}>{t('ledger.drop')}</SubmitButton></Form>
            </li>
          ))}
        </ul>
      )}
      <Form method="post" preventScrollReset className="stack g-16 formbox" key={voice.all.length}>
        <input type="hidden" name="intent" value="source" />
        <CommandId renewOn={answer} />
        <TextInput name="address" label={t('ledger.address')} hint={t('ledger.address_hint')} autoComplete="off" spellCheck={false} onKeyDown={holdIme} defaultValue={typedIn(refused, 'address')} error={refused?.errors['address']} />
        <p><SubmitButton variant="outline" size="s">{t('ledger.add')}</SubmitButton></p>
      </Form>
    </section>
  )
}

function Words({ voice, refused, answer, isOpen }: FormProps & { isOpen: boolean }) {
  const t = useT()
  const field = (name: 'title' | 'body' | 'department' | 'position' | 'reason') => ({ name, id: refused === undefined ? `w-${name}` : fieldId(name), error: refused?.errors[name], defaultValue: typedIn(refused, name, voice[name]), lang: 'ja' })
  return (
    <details className="details" open={isOpen}>
      <summary>{t('ledger.words')}</summary>
      <Form method="post" className="stack g-16 formbox">
        <input type="hidden" name="intent" value="edit" />
        <input type="hidden" name="version" value={voice.version} />
        <CommandId renewOn={answer} />
        <TextInput {...field('title')} label={t('ledger.voice_title')} required autoComplete="off" onKeyDown={holdIme} />
        <TextArea {...field('body')} label={t('ledger.body')} required rows={4} limit={BODY_LIMIT} />
        <TextInput {...field('department')} label={t('ledger.department')} required autoComplete="off" onKeyDown={holdIme} />
        <TextArea {...field('position')} label={t('voices.position')} rows={4} limit={POSITION_LIMIT} />
        <TextArea {...field('reason')} label={t('voices.reason')} rows={2} limit={REASON_LIMIT} />
        <p><SubmitButton variant="outline">{t('ledger.save')}</SubmitButton></p>
      </Form>
    </details>
  )
}
