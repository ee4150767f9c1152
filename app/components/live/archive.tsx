import { Form, Link, useSearchParams } from '@remix-run/react'
import type { ReactNode } from 'react'
import { formatDate } from '~/core/dates.ts'
import type { Mine, OwnQuestion, Question, RoomState, Tally } from '~/domain/live/fold.ts'
import { isAnswered } from '~/domain/live/policy.ts'
import { type Chapter, clockText } from '~/domain/live/views.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import { SubmitButton } from '../form/submit-button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Icon } from '../ui/icon.tsx'
import { OwnItems, unseenOf } from './own-question.tsx'
import { QuestionItem } from './question-item.tsx'
import { ChapterLink } from './recording.tsx'
import { TallyLine } from './tally-line.tsx'
import { foldWords } from './use-filter.ts'

/** What one can look at after the end. */
const filters = ['all', 'answered', 'written', 'open'] as const
type Filter = (typeof filters)[number]
const isIn: Record<Filter, (q: Question) => boolean> = {
  all: () => true, answered: (q) => isAnswered(q.status), written: (q) => q.answer !== undefined && isAnswered(q.status), open: (q) => !isAnswered(q.status),
}

/** After the end: every question with what became of it and when, to be read, filtered by what the address says. */
export function Archive({ eventId, state, mine, anonymous, chapters, topics, tally, onPlay, children }: { eventId: string; state: RoomState; mine: Mine; anonymous: OwnQuestion[]; chapters: Chapter[]; /** The topics that questions became, by question. */ topics: Record<string, string>; tally: Tally | null; onPlay: (at: number) => void; children: ReactNode }) {
  const t = useT()
  const lng = useLng()
  const [search] = useSearchParams()
  const filter = filters.find((f) => f === search.get('show')) ?? 'all'
  const label = state.labels.find((l) => l.id === search.get('label'))
  const words = search.get('q')?.trim() ?? ''
  const to = (more: { show?: string; label?: string }) => {
    const next = new URLSearchParams(Object.entries({ show: filter === 'all' ? '' : filter, label: label?.id ?? '', q: words, ...more }).filter(([, value]) => value !== ''))
    return `?${next}`
  }
  const own = new Map([...mine.questions, ...anonymous].map((q) => [q.id, q]))
  const unseen = unseenOf(state, mine.questions, anonymous)
  const since = state.openedAt
  const isPlayable = state.recording !== null && state.recording.stream.kind !== 'link'
  const chapterOf = new Map(isPlayable ? chapters.map((c) => [c.id, c]) : [])
  const link = (id: string): ReactNode => {
    const chapter = chapterOf.get(id)
    const topicId = topics[id]
    const there = topicId !== undefined && <Link className="q-report" to={`/topics/${topicId}`}>{t('live.question_topic')}</Link>
    return <>{chapter && <ChapterLink eventId={eventId} chapter={chapter} onPlay={onPlay}><Icon name="play" /> <span className="num">{clockText(chapter.second)}</span></ChapterLink>}{there}</>
  }
  const found = state.questions
    .filter((q) => isIn[filter](q) && (!label || q.labels?.includes(label.id)) && (words === '' || foldWords(`${q.text} ${q.answer?.text ?? ''}`).includes(foldWords(words))))
    .sort((a, b) => (a.answeringAt ?? a.answeredAt ?? '9') < (b.answeringAt ?? b.answeredAt ?? '9') ? -1 : 1)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reached by key even when nothing in it can be pressed
    <section className="room-scroll archive" tabIndex={0} aria-labelledby="ar-h">
      {children}
      {unseen.own.length + unseen.nameless.length > 0 && (
        <>
          <h2 className="h-s">{t('live.own_unseen')}</h2>
          <ol className="qs"><OwnItems state={state} questions={mine.questions} anonymous={anonymous} /></ol>
        </>
      )}
      <h2 className="h-s" id="ar-h">{t('live.archive')} <span className="small muted num">{t('live.questions_count', { count: found.length })}</span></h2>
      {tally && tally.submitted > 0 && <TallyLine tally={tally} />}
      <nav className="seg" aria-label={t('live.archive_show')}>
        {filters.map((f) => <Link key={f} to={to({ show: f === 'all' ? '' : f })} aria-current={f === filter ? 'true' : undefined} preventScrollReset>{t(`live.filter.${f}`)} <span className="num">{state.questions.filter(isIn[f]).length}</span></Link>)}
      </nav>
      {state.labels.length > 0 && (
        <nav className="row g-8" aria-label={t('live.labels')}>
          {state.labels.map((l) => <Link key={l.id} className="chip" to={to({ label: l.id === label?.id ? '' : l.id })} aria-current={l.id === label?.id ? 'true' : undefined} lang="ja" preventScrollReset>{l.name}</Link>)}
        </nav>
      )}
      <Form method="get" role="search" className="row g-8" preventScrollReset>
        {filter !== 'all' && <input type="hidden" name="show" value={filter} />}
        {label && <input type="hidden" name="label" value={label.id} />}
        <label className="sr" htmlFor="ar-q">{t('live.archive_search')}</label>
        <input type="search" className="input archive-q" id="ar-q" name="q" defaultValue={words} placeholder={t('live.archive_search')} />
        <SubmitButton variant="quiet" icon="search">{t('live.archive_find')}</SubmitButton>
      </Form>
      {found.length === 0 ? <Empty level={3} title={t('live.archive_none')} /> : (
        <ol className="qs">
          {found.map((question) => (
            <QuestionItem key={question.id} eventId={eventId} question={question} room={state} own={own.get(question.id)} isWanted={mine.votes.includes(question.id)} onVoted={() => undefined} chapter={link(question.id)}
              when={question.answeringAt !== null && since !== null ? t('live.answered_at', { time: formatDate(question.answeringAt, 'time', lng), minute: Math.max(0, Math.floor((Date.parse(question.answeringAt) - Date.parse(since)) / 60_000)) }) : t('live.asked_at', { time: formatDate(question.askedAt, 'time', lng) })} />
          ))}
        </ol>
      )}
    </section>
  )
}
