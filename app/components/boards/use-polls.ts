import { useCallback, useState } from 'react'
import { tallyAfter } from '~/domain/polls/fold.ts'
import type { TopicPage } from '~/domain/boards/index.server.ts'
import type { PollsByPost } from '~/domain/boards/views.ts'
import type { ShownPoll, Voted } from '../polls/poll-card.tsx'

type Polls = Record<number, ShownPoll>

/** What a page brought. */
function pollsOn({ room: { state }, picks }: TopicPage): Polls {
  const polls: Polls = {}
  for (const [no, facts] of Object.entries(state.polls ?? {})) {
    const tally = state.tallies?.[Number(no)]
    if (tally) polls[Number(no)] = { facts, tally, picks: picks?.[Number(no)] ?? [] }
  }
  return polls
}

/** What has come live since: only what changed, so that an older count never replaces the answer to one's own vote. */
function withLive(polls: Polls, before: PollsByPost, live: PollsByPost): Polls {
  const now = { ...polls }
  for (const [key, told] of Object.entries(live.tallies ?? {})) {
    const no = Number(key)
    const facts = live.polls?.[no] ?? now[no]?.facts
    if (facts === undefined || (before.tallies?.[no] === told && before.polls?.[no] === live.polls?.[no])) continue
    const known = now[no]
    now[no] = known?.facts.id === facts.id ? { ...known, tally: tallyAfter(known.tally, told) } : { facts, tally: told, picks: [] }
  }
  return now
}

/** The polls of all posts on screen: what the pages brought, what has come live since, and what the reader has just voted. */
export function usePolls(page: TopicPage, live: PollsByPost): { polls: Polls; onVoted: (voted: Voted) => void } {
  const [now, setNow] = useState(() => ({ page, live, polls: withLive(pollsOn(page), page.room.state, live) }))
  if (now.page !== page || now.live.tallies !== live.tallies || now.live.polls !== live.polls) {
    setNow({ page, live, polls: withLive(now.page === page ? now.polls : { ...now.polls, ...pollsOn(page) }, now.live, live) })
  }
  const onVoted = useCallback(({ no, picks, tally }: Voted) => setNow((all) => {
    const poll = all.polls[no]
    return poll === undefined ? all : { ...all, polls: { ...all.polls, [no]: { ...poll, picks, tally } } }
  }), [])
  return { polls: now.polls, onVoted }
}
