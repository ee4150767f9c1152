import { Form, Link } from '@remix-run/react'
import { formatDate } from '~/core/dates.ts'
import type { Custodians, SeatView } from '~/domain/custody/index.server.ts'
import type { Seat } from '~/domain/custody/policy.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import { Checkbox } from '../form/checkbox.tsx'
import { CommandId } from '../form/command-id.tsx'
import { ErrorSummary } from '../form/error-summary.tsx'
import { refusalOf, typedIn } from '../form/refusal.ts'
import { Select } from '../form/select.tsx'
import { SubmitButton } from '../form/submit-button.tsx'
import { Badge, type BadgeTone } from '../ui/badge.tsx'
import { Banner } from '../ui/banner.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { HandOver } from './hand-over.tsx'
import { NewSecret } from './new-secret.tsx'

type Props = Custodians & { demo: Record<Seat, string> | null; answer: unknown }

/** The two custodians: who holds which key, and how one comes to it and leaves it. */
export function CustodiansDesk({ seats, isReady, mayName, offered, demo, answer }: Props) {
  const t = useT()
  const refused = refusalOf(answer)
  const at = typedIn(refused, 'intent')
  const own = seats.find((s) => s.isMine)
  const open = seats.filter((s) => s.state !== 'ready')
  const errorOf = (intent: string, field: string) => (at === intent ? refused?.errors[field] : undefined)
  return (
    <>
      <PageHead title={t('custody.title')} lead={t('custody.lead')} />
      <ErrorSummary errors={refused?.errors} labels={{ memberId: t('custody.person'), secretNew: t('custody.secret_new'), secretAgain: t('custody.secret_again'), secretHr: t('custody.secret_hr'), secretSecond: t('custody.secret_second'), sure: t('custody.sure') }} />
      <Banner tone={isReady ? 'success' : 'caution'} icon={isReady ? 'check' : 'lock'}><p>{t(isReady ? 'custody.ready' : 'custody.not_ready')}</p>{demo && <p className="small">{t('custody.demo', demo)}</p>}</Banner>
      <ul className="list">{seats.map((seat) => <SeatLine key={seat.seat} seat={seat} />)}</ul>
      {own?.state === 'named' && (
        <section aria-labelledby="make">
          <h2 id="make" className="h-s">{t('custody.make_title')}</h2>
          <p>{t('custody.make_text')}</p>
          <Form method="post" className="stack g-16 formbox" autoComplete="off">
            <input type="hidden" name="intent" value="make" />
            <CommandId renewOn={answer} />
            <NewSecret errors={at === 'make' ? refused?.errors : undefined} />
            <p><SubmitButton icon="lock">{t('custody.make')}</SubmitButton></p>
          </Form>
        </section>
      )}
      {mayName && open.length > 0 && (
        <section aria-labelledby="name">
          <h2 id="name" className="h-s">{t('custody.name_title')}</h2>
          <p>{t('custody.name_text')}</p>
          {open.map(({ seat }) => {
            const people = offered.filter((m) => m.seats.includes(seat)).map((m) => ({ value: m.id, label: m.name }))
            const isAt = typedIn(refused, 'seat') === seat
            return people.length === 0 ? <p key={seat} className="muted">{t(`custody.seat.${seat}`)}：{t('custody.nobody')}</p> : (
              <Form key={seat} method="post" className="stack g-16 formbox">
                <input type="hidden" name="intent" value="name" />
                <input type="hidden" name="seat" value={seat} />
                <CommandId renewOn={answer} />
                <Select name="memberId" id={isAt ? 'f-memberId' : `f-memberId-${seat}`} label={t(`custody.seat.${seat}`)} required error={isAt ? errorOf('name', 'memberId') : undefined} options={[{ value: '', label: t('custody.choose') }, ...people]} defaultValue={isAt && at === 'name' ? typedIn(refused, 'memberId') : ''} />
                <p><SubmitButton variant="outline" aria-label={t('custody.name_of', { seat: t(`custody.seat.${seat}`) })}>{t('custody.name')}</SubmitButton></p>
              </Form>
            )
          })}
        </section>
      )}
      {own && isReady && <p><Link to="/desk/seals">{t('custody.seals_title')}</Link></p>}
      {own && isReady && <HandOver offered={offered} refused={at === 'hand-over' ? refused : undefined} answer={answer} />}
      {own?.state === 'ready' && (
        <section aria-labelledby="give-up">
          <h2 id="give-up" className="h-s">{t('custody.give_up_title')}</h2>
          <p>{t('custody.give_up_text')}</p>
          <Form method="post" className="stack g-16 formbox">
            <input type="hidden" name="intent" value="give-up" />
            <CommandId renewOn={answer} />
            <Checkbox name="sure" label={t('custody.sure')} required error={errorOf('give-up', 'sure')} />
            <p><SubmitButton variant="outline">{t('custody.give_up')}</SubmitButton></p>
          </Form>
        </section>
      )}
    </>
  )
}

const tones: Record<SeatView['state'], BadgeTone> = { empty: 'line', named: 'caution', ready: 'success', gone: 'danger' }

function SeatLine({ seat: { seat, state, holder, since } }: { seat: SeatView }) {
  const t = useT()
  const lng = useLng()
  const time = since === null ? '' : formatDate(since, 'dateTime', lng)
  return (
    <li className="stack g-4">
      <p className="row row-between"><span><span className="small muted">{t(`custody.seat.${seat}`)}</span><br />{holder && <strong lang="ja">{t('common.san', { name: holder.name })}</strong>}</span><Badge tone={tones[state]}>{t(`custody.state.${state}`)}</Badge></p>
      <p className="small muted">{state === 'empty' ? t('custody.empty_text') : state === 'gone' ? t('custody.gone_text') : t(state === 'ready' ? 'custody.since_ready' : 'custody.since_named', { time })}</p>
    </li>
  )
}
