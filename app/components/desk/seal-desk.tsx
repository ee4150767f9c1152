import { Form, Link } from '@remix-run/react'
import { formatDate } from '~/core/dates.ts'
import type { MemberCard } from '~/domain/accounts/card.ts'
import type { OpeningView, SealPage } from '~/domain/custody/index.server.ts'
import { REASON_LIMIT } from '~/domain/custody/policy.ts'
import type { AnonymousQuestion } from '~/domain/live/index.server.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import { CommandId } from '../form/command-id.tsx'
import { ErrorSummary } from '../form/error-summary.tsx'
import { type Refused, refusalOf, typedIn } from '../form/refusal.ts'
import { SubmitButton } from '../form/submit-button.tsx'
import { TextArea } from '../form/text-area.tsx'
import { TextInput } from '../form/text-input.tsx'
import { Banner } from '../ui/banner.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { OpeningBadge } from './seals-desk.tsx'

type Props = { question: AnonymousQuestion; seal: SealPage; demo: string | null; answer: unknown }

const authorIn = (answer: unknown): MemberCard | null | undefined => (typeof answer === 'object' && answer !== null && 'author' in answer ? (answer.author as MemberCard | null) : undefined)

/** One question without a name: what both custodians may do about its seal. */
export function SealDesk({ question, seal, demo, answer }: Props) {
  const t = useT()
  const lng = useLng()
  const refused = refusalOf(answer)
  const author = authorIn(answer)
  const now = seal.openings.find((o) => o.status === 'waiting' || o.status === 'opened')
  const [waiting, opened] = [now?.status === 'waiting' ? now : undefined, now?.status === 'opened' ? now : undefined]
  return (
    <>
      <PageHead title={t('custody.question')} lead={t('custody.question_lead')} />
      <ErrorSummary errors={refused?.errors} labels={{ reason: t('custody.reason'), secret: t('custody.secret') }} />
      {author !== undefined && (
        <Banner tone="caution" icon="lock" role="status">
          {author === null ? <p>{t('custody.author_gone')}</p> : <><p><strong lang="ja">{t('custody.author_is', { name: author.name })}</strong></p><p className="small" lang="ja">{[`@${author.handle}`, author.line].filter(Boolean).join('・')}</p><p className="small">{t('custody.author_told')}</p></>}
        </Banner>
      )}
      <section className="card stack g-8" aria-labelledby="q">
        <h2 id="q" className="h-s">{t('custody.asked')}</h2>
        <p lang="ja">{question.text === '' ? t('custody.taken_back') : question.text}</p>
        <p className="small muted"><Link to={`/events/${question.eventId}/host`} lang="ja">{question.title}</Link>・{t('custody.hour', { time: formatDate(question.askedAt, 'dateTime', lng) })}</p>
      </section>
      {demo !== null && <Banner icon="info"><p className="small">{t('custody.demo_own', { secret: demo })}</p></Banner>}
      {now === undefined && (!seal.isSealed ? <p>{t('custody.unsealed')}</p> : !seal.canOpen ? <p>{t('custody.keys_gone')}</p> : seal.seat === 'hr' ? <AskToOpen questionId={question.id} refused={refused} answer={answer} /> : <p>{t('custody.first_asks')}</p>)}
      {waiting && <Waiting opening={waiting} canConfirm={seal.seat === 'second' && !waiting.isMine} refused={refused} answer={answer} />}
      {opened?.mayRead && author === undefined && (
        <section aria-labelledby="read">
          <h2 id="read" className="h-s">{t('custody.read_title')}</h2>
          <p>{t('custody.read_text')}</p>
          <Form method="post" className="stack g-16 formbox">
            <input type="hidden" name="intent" value="read" />
            <input type="hidden" name="openingId" value={opened.id} />
            <Secret refused={refused} />
            <p><SubmitButton variant="outline" icon="lock">{t('custody.read')}</SubmitButton></p>
          </Form>
        </section>
      )}
      {seal.openings.length > 0 && (
        <section aria-labelledby="past">
          <h2 id="past" className="h-s">{t('custody.openings')}</h2>
          <ul className="list">{seal.openings.map((o) => <OpeningLine key={o.id} opening={o} />)}</ul>
        </section>
      )}
      <p><Link to="/desk/seals">{t('custody.seals_title')}</Link></p>
    </>
  )
}

function Secret({ refused }: { refused: Refused | undefined }) {
  const t = useT()
  return <TextInput type="password" name="secret" label={t('custody.secret')} required error={refused?.errors['secret']} autoComplete="off" />
}

function AskToOpen({ questionId, refused, answer }: { questionId: string; refused: Refused | undefined; answer: unknown }) {
  const t = useT()
  return (
    <section aria-labelledby="ask">
      <h2 id="ask" className="h-s">{t('custody.ask_title')}</h2>
      <p>{t('custody.ask_text')}</p>
      <Form method="post" className="stack g-16 formbox">
        <input type="hidden" name="intent" value="ask" />
        <input type="hidden" name="questionId" value={questionId} />
        <CommandId renewOn={answer} />
        <TextArea name="reason" label={t('custody.reason')} hint={t('custody.reason_hint')} required limit={REASON_LIMIT} rows={3} error={refused?.errors['reason']} defaultValue={typedIn(refused, 'reason')} lang="ja" />
        <Secret refused={refused} />
        <p><SubmitButton icon="lock">{t('custody.ask')}</SubmitButton></p>
      </Form>
    </section>
  )
}

function Waiting({ opening, canConfirm, refused, answer }: { opening: OpeningView; canConfirm: boolean; refused: Refused | undefined; answer: unknown }) {
  const t = useT()
  const lng = useLng()
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting" className="h-s">{t(canConfirm ? 'custody.confirm_title' : 'custody.waiting_title')}</h2>
      <p>{t(canConfirm ? 'custody.confirm_text' : 'custody.waiting_text', { time: formatDate(opening.expiresAt, 'dateTime', lng) })}</p>
      {canConfirm && (
        <Form method="post" className="stack g-16 formbox">
          <input type="hidden" name="intent" value="confirm" />
          <input type="hidden" name="openingId" value={opening.id} />
          <CommandId renewOn={answer} />
          <Secret refused={refused} />
          <p><SubmitButton icon="lock">{t('custody.confirm')}</SubmitButton></p>
        </Form>
      )}
      <Form method="post" className="mt8">
        <input type="hidden" name="intent" value="refuse" />
        <input type="hidden" name="openingId" value={opening.id} />
        <CommandId renewOn={answer} />
        <SubmitButton variant="outline">{t(opening.isMine ? 'custody.withdraw' : 'custody.refuse')}</SubmitButton>
      </Form>
    </section>
  )
}

function OpeningLine({ opening: o }: { opening: OpeningView }) {
  const t = useT()
  const lng = useLng()
  return (
    <li className="stack g-4">
      <p className="row row-between"><span className="small muted"><span lang="ja">{t('common.san', { name: o.askedBy })}</span>・{formatDate(o.askedAt, 'dateTime', lng)}</span><OpeningBadge status={o.status} /></p>
      <p lang="ja">{o.reason}</p>
      {o.decidedAt !== null && o.decidedBy !== null && <p className="small muted"><span lang="ja">{t('common.san', { name: o.decidedBy })}</span>・{formatDate(o.decidedAt, 'dateTime', lng)}</p>}
    </li>
  )
}
