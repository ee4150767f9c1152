import { useLoaderData } from '@remix-run/react'
import { AssignedTopics } from '~/components/home/assigned-topics.tsx'
import { HomeBoards, HomeNews, HomeVoices, NextEvents } from '~/components/home/home-parts.tsx'
import { NowCard } from '~/components/home/now-card.tsx'
import { InboxList } from '~/components/inbox/inbox-list.tsx'
import { Landing } from '~/components/landing/landing.tsx'
import { definePage } from '~/components/layout/define-page.ts'
import { useViewer } from '~/components/layout/root-data.ts'
import { styles } from '~/components/layout/styles.ts'
import { SectionHead } from '~/components/ui/page-head.tsx'
import { isMember } from '~/core/actor.ts'
import { formatDate, jstDate, jstParts } from '~/core/dates.ts'
import { listBoards, topicsForMe } from '~/domain/boards/index.server.ts'
import { liveNow, upcomingFor } from '~/domain/events/index.server.ts'
import { answeringNow } from '~/domain/live/index.server.ts'
import { latestNews } from '~/domain/news/index.server.ts'
import { listNotifications } from '~/domain/notifications/index.server.ts'
import { changedVoices } from '~/domain/voices/index.server.ts'
import { go, page } from '~/http/handle.server.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import homeCss from '~/styles/pages/home.css?url'
import landingCss from '~/styles/pages/landing.css?url'
import newsCss from '~/styles/pages/news.css?url'

export const handle = definePage<typeof loader>({
  title: (t, data) => (data?.home ? t('home.title') : ''), robots: 'index', mainClass: (data) => (data?.home ? undefined : 'landing'),
  // The time is shown as a day and a greeting, and the greeting goes by the hour.
  madeOf: ({ home }, viewer) => (home === null || viewer.kind === 'guest' ? undefined : [viewer.name, { ...home, now: [jstDate(new Date(home.now)), jstParts(new Date(home.now)).hour] }]),
})
export const links = styles(homeCss, newsCss, landingCss)

const NEWS = 3
const FOR_YOU = 4
const VOICES = 3

/** A guest gets the landing page, a member what is on, what happened for them, and what is new: in this order. */
export const loader = page('public', async ({ ctx }) => {
  if (ctx.actor.kind === 'account' && ctx.actor.status === 'applicant') throw go('/join/waiting')
  if (!isMember(ctx.actor)) return { home: null }
  const [live, upcoming, inbox, news, boards, assigned, voices] = await Promise.all([liveNow(ctx), upcomingFor(ctx, 5), listNotifications(ctx, null), latestNews(ctx, NEWS), listBoards(ctx), topicsForMe(ctx), changedVoices(ctx, VOICES)])
  const answering = await answeringNow(ctx, live.map((e) => e.id))
  const onNow = new Set(live.map((e) => e.id))
  return {
    home: {
      now: ctx.now().toISOString(),
      live: live.filter((e) => e.hasRoom).map((event) => ({ event, answering: answering.get(event.id) ?? null })),
      upcoming: upcoming.filter((e) => !onNow.has(e.id)).slice(0, 4),
      inbox: inbox.items.slice(0, FOR_YOU), news, boards, assigned, voices,
    },
  }
})

export default function Front() {
  const { home } = useLoaderData<typeof loader>()
  return home === null ? <Landing /> : <Home {...home} />
}

type HomeData = NonNullable<Awaited<ReturnType<typeof loader>>['home']>

function Home({ now, live, upcoming, inbox, news, boards, assigned, voices }: HomeData) {
  const t = useT()
  return (
    <div className="wrap stack g-64">
      <section aria-labelledby={live.length > 0 ? 'now' : 'hello'} className="stack">
        <Hello now={now} />
        {live.map(({ event, answering }, i) => <NowCard key={event.id} event={event} answering={answering} isFirst={i === 0} />)}
        <NextEvents events={upcoming} />
      </section>
      <div className="cols-aside">
        <div className="stack g-64">
          <section id="happened" aria-labelledby="h-me">
            <SectionHead id="h-me" title={t('home.for_you')} to="/notifications" />
            {inbox.length === 0 ? <p className="muted">{t('home.nothing_for_you')}</p> : <InboxList items={inbox} />}
          </section>
          <AssignedTopics topics={assigned} />
          <HomeVoices voices={voices} />
          <HomeNews {...news} />
        </div>
        <HomeBoards boards={boards} />
      </div>
    </div>
  )
}

function Hello({ now }: { now: string }) {
  const t = useT()
  const lng = useLng()
  const viewer = useViewer()
  const name = viewer.kind === 'guest' ? '' : lng === 'ja' ? (viewer.name.split(' ')[0] ?? viewer.name) : viewer.name
  const { hour } = jstParts(new Date(now))
  const greeting = hour >= 4 && hour < 11 ? 'home.morning' : hour >= 11 && hour < 18 ? 'home.day' : 'home.evening'
  return <h1 id="hello" className="hello"><span className="small muted">{formatDate(now, 'date', lng)}</span>{t(greeting, { name })}</h1>
}
