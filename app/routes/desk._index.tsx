import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { AssignedTopics } from '~/components/home/assigned-topics.tsx'
import { Queue } from '~/components/desk/queue.tsx'
import { ReportItem } from '~/components/desk/report-item.tsx'
import { definePage } from '~/components/layout/define-page.ts'
import { Badge } from '~/components/ui/badge.tsx'
import { isStaff } from '~/core/actor.ts'
import { fiscalYear, formatAgo, formatDate, formatFiscalYear, formatServiceDate } from '~/core/dates.ts'
import { waitingApplicants } from '~/domain/accounts/index.server.ts'
import { assignedTopics } from '~/domain/boards/index.server.ts'
import { isCustodian } from '~/domain/custody/index.server.ts'
import { type EventCard, eventsWaiting } from '~/domain/events/index.server.ts'
import { countOpenReports, dismissReport, listOpenReports } from '~/domain/moderation/index.server.ts'
import { dismissReportInput } from '~/domain/moderation/schema.ts'
import { countMailProblems } from '~/domain/notifications/index.server.ts'
import { countProposals } from '~/domain/proposals/index.server.ts'
import { countJobs } from '~/domain/operations/index.server.ts'
import { act, go, intent, page } from '~/http/handle.server.ts'
import { useLng, useT } from '~/i18n/index.tsx'

export const handle = definePage({ title: (t) => t('nav.desk') })

/** The office's first page: who waits, what was reported, what is on. The operator is shown the machine's work instead. */
export const loader = page('desk', async ({ ctx }) => {
  if (!isStaff(ctx.actor)) throw go('/desk/jobs')
  const [applicants, reports, reported, events, jobs, mail, assigned, proposals, keyHeld] = await Promise.all([
    waitingApplicants(ctx, 10), countOpenReports(ctx), listOpenReports(ctx, null), eventsWaiting(ctx), countJobs(ctx), countMailProblems(ctx), assignedTopics(ctx), countProposals(ctx), isCustodian(ctx),
  ])
  return { now: ctx.now().toISOString(), applicants, reports, reported: reported.items.slice(0, 10), events, jobs: jobs.reduce((n, q) => n + q.dead, 0), mail, assigned, proposals, keyHeld }
})

export const action = act('staff', {
  'dismiss-report': intent(dismissReportInput, async ({ ctx }, input) => {
    await dismissReport(ctx, input)
    return go('/desk#reports')
  }),
})

export default function DeskOverview() {
  const t = useT()
  const lng = useLng()
  const { now, applicants, reports, reported, events, jobs, mail, assigned, proposals, keyHeld } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const at = new Date(now)
  const since = (oldest: string | null, key: 'desk.applications_oldest' | 'desk.reports_oldest') => (oldest === null ? t('desk.nothing') : t(key, { ago: formatAgo(oldest, at, lng) }))
  return (
    <>
      <div className="page-head desk-ph"><div><h1>{t('desk.title')}</h1><p className="muted">{t('desk.as_of', { year: formatFiscalYear(fiscalYear(at), lng), now: formatDate(at, 'dateTime', lng) })}</p></div></div>
      <section aria-labelledby="wq">
        <h2 id="wq" className="h-s">{t('desk.waiting')}</h2>
        <ul className="queues">
          <Queue n={applicants.count} title={t('desk.applications')} text={since(applicants.oldest, 'desk.applications_oldest')} to="#applicants" tone="caution" />
          <Queue n={reports.count} title={t('desk.reports')} text={since(reports.oldest, 'desk.reports_oldest')} to="#reports" tone="danger" />
          <Queue n={proposals.count} title={t('proposals.desk_title')} text={proposals.oldest === null ? t('desk.nothing') : t('proposals.desk_oldest', { ago: formatAgo(proposals.oldest, at, lng) })} to="/desk/events" tone="caution" />
          <Queue n={jobs} title={t('desk.dead_jobs')} text={jobs === 0 ? t('desk.nothing') : t('desk.dead_jobs_text')} to="/desk/jobs" tone="danger" />
          <Queue n={mail} title={t('desk.mail_problems')} text={mail === 0 ? t('desk.nothing') : t('desk.mail_problems_text')} to="/desk/mail" tone="caution" />
        </ul>
      </section>
      <div className="desk-two">
        <section className="card" aria-labelledby="on">
          <h2 id="on" className="h-s">{t('desk.on_now')}</h2>
          {events.onNow.length === 0 ? <p className="muted">{t('desk.nothing')}</p> : <EventLines events={events.onNow} isLive />}
          <h3 className="h-s mt8">{t('desk.on_today')}</h3>
          {events.today.length === 0 ? <p className="muted">{t('desk.on_none')}</p> : <EventLines events={events.today} />}
        </section>
        <section className="card" aria-labelledby="applicants">
          <h2 id="applicants" className="h-s" tabIndex={-1}>{t('desk.who_waits')}</h2>
          {applicants.first.length === 0 ? <p className="muted">{t('desk.nobody_waits')}</p> : (
            <ul className="list">
              {applicants.first.map((a) => (
                <li key={a.id}>
                  <p className="row row-between"><strong lang="ja">{a.name}</strong><Badge tone={a.status === 'question' ? 'caution' : 'line'}>{t(`desk.status_${a.status}`)}</Badge></p>
                  <p className="small muted"><span lang="ja">{a.kana}・{a.jobType}・{a.department}</span><br />{t('desk.left_on', { date: formatServiceDate(a.leftOn, lng) })}・{formatAgo(a.appliedAt, at, lng)}</p>
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
      <AssignedTopics topics={assigned} withName />
      <section className="card" aria-labelledby="reports">
        <h2 id="reports" className="h-s" tabIndex={-1}>{t('desk.reported')}</h2>
        {reported.length === 0 ? <p className="muted">{t('desk.nothing_reported')}</p> : (
          <ul className="list">
            {reported.map((r) => (
              <ReportItem key={r.id} report={r} isCustodian={keyHeld} answer={answer} />
            ))}
          </ul>
        )}
      </section>
    </>
  )
}

function EventLines({ events, isLive = false }: { events: EventCard[]; isLive?: boolean }) {
  const t = useT()
  const lng = useLng()
  return (
    <ul className="list">
      {events.map((e) => (
        <li key={e.id}>
          <p className="row row-between"><Link to={`/events/${e.id}`} className="strong">{e.title}</Link>{isLive && <Badge tone="live">{t('home.live')}</Badge>}</p>
          <p className="small muted">{formatDate(e.startsAt, 'time', lng)}〜{formatDate(e.endsAt, 'time', lng)}{e.hasRoom && <>・<Link to={`/events/${e.id}/host`}>{t('desk.open_host')}</Link></>}</p>
        </li>
      ))}
    </ul>
  )
}
