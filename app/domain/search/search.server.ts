import type { Ctx } from '../../core/ctx.ts'
import { jstInstant, jstParts } from '../../core/dates.ts'
import { isDomainError, notFound } from '../../core/errors.ts'
import { isMember } from '../../core/actor.ts'
import type { Page } from '../../core/paging.ts'
import { isEmptyQuery, parseQuery, type Query } from '../../core/search/query.ts'
import { findAuthors, type PersonHit, searchPeople } from '../accounts/index.server.ts'
import { type PostHit, searchPosts, searchTopics, type TopicFilter, type TopicHit } from '../boards/index.server.ts'
import { type EventHit, searchEvents } from '../events/index.server.ts'
import { type QuestionHit, searchQuestions } from '../live/index.server.ts'
import { mentorsAmong } from '../mentors/index.server.ts'
import { type NewsHit, searchNews } from '../news/index.server.ts'
import { searchVoices, type VoiceHit } from '../voices/index.server.ts'
import { type Kind, PEOPLE_AN_HOUR } from './policy.ts'
import type { SearchInput } from './schema.ts'

const PER_PAGE = 20
/** How many of each kind stand together under すべて. */
const FEW: Record<Exclude<Kind, 'all'>, number> = { topics: 5, posts: 8, events: 3, questions: 3, news: 3, voices: 3, people: 4 }

export type Person = PersonHit & { isMentor: boolean }
export type Results = {
  topics: Page<TopicHit>
  posts: Page<PostHit>
  events: Page<EventHit>
  questions: Page<QuestionHit>
  news: Page<NewsHit>
  voices: Page<VoiceHit>
  people: Page<Person>
  /** Seconds until people can be searched again, when this member has done so too often. */
  peopleWait: number | null
}

const none = { items: [], next: null }

/** The time an address asks for, in Asia/Tokyo: a span up to now, or days from one to another, both of them within. */
export function timeOf(input: Pick<SearchInput, 'when' | 'from' | 'until'>, now: Date): { from: Date | null; until: Date | null } {
  const day = (iso: string, more: number) => {
    const [y = 0, m = 0, d = 0] = iso.split('-').map(Number)
    return jstInstant(y, m, d + more)
  }
  const { year, month, day: today } = jstParts(now)
  const starts = { week: () => jstInstant(year, month, today - 7), month: () => jstInstant(year, month - 1, today), year: () => jstInstant(month >= 4 ? year : year - 1, 4, 1) }
  return { from: input.from !== null ? day(input.from, 0) : input.when !== null ? starts[input.when]() : null, until: input.until === null ? null : day(input.until, 1) }
}

/** Which kinds a filter says nothing about: they are left out, so that every hit is as asked for. */
function kindsFor(input: SearchInput): Set<Kind> {
  const fitting: Kind[] =
    input.event !== null ? ['questions']
    : input.board !== null || input.tag !== null || input.unanswered !== null ? (input.unanswered !== null ? ['topics'] : ['topics', 'posts'])
    : input.author !== null ? ['topics', 'posts', 'questions']
    : input.status !== null ? ['topics', 'events', 'questions', 'voices']
    : input.when !== null || input.from !== null || input.until !== null ? ['topics', 'posts', 'events', 'questions', 'news', 'voices']
    : ['topics', 'posts', 'events', 'questions', 'news', 'voices', 'people']
  return new Set(fitting)
}

/**
 * Everything a member may find. With a kind, a page of it by key; without one the best few of each. Among people it looks so many
 * times an hour and then says how long to wait; `isTyping` leaves them out, so that half a word costs none of those.
 */
export async function search(ctx: Ctx, input: SearchInput, { isTyping = false } = {}): Promise<Results> {
  if (!isMember(ctx.actor)) throw notFound()
  const query = parseQuery(input.q)
  const empty: Results = { topics: none, posts: none, events: none, questions: none, news: none, voices: none, people: none, peopleWait: null }
  if (isEmptyQuery(query)) return empty
  const kinds = kindsFor(input)
  const authors = input.author === null ? null : await findAuthors(ctx, input.author)
  const { from, until } = timeOf(input, ctx.now())
  const filter: TopicFilter = { board: input.board, tag: input.tag, authors, from, until, isUnanswered: input.unanswered !== null, isOpen: input.status === null ? null : input.status === 'open' }
  const isClosed = input.status === null ? null : input.status === 'closed'
  const look = <K extends Exclude<Kind, 'all'>, T>(kind: K, run: (after: string | null, take: number) => Promise<Page<T>>): Promise<Page<T>> =>
    !kinds.has(kind) || (input.kind !== 'all' && input.kind !== kind) ? Promise.resolve(none) : input.kind === kind ? run(input.after, PER_PAGE) : run(null, FEW[kind])

  let peopleWait: number | null = null
  const [topics, posts, events, questions, news, voices, people] = await Promise.all([
    look('topics', (after, take) => searchTopics(ctx, query, filter, after, take)),
    look('posts', (after, take) => searchPosts(ctx, query, filter, after, take)),
    look('events', (after, take) => searchEvents(ctx, query, { from, until, isOver: isClosed }, after, take)),
    look('questions', (after, take) => searchQuestions(ctx, query, { event: input.event, authors, isAnswered: isClosed, from, until }, after, take)),
    look('news', (after, take) => searchNews(ctx, query, { from, until }, after, take)),
    look('voices', (after, take) => searchVoices(ctx, query, { isClosed, from, until }, after, take)),
    look('people', async (after, take) => {
      if (isTyping) return none
      const wait = await countPeople(ctx)
      if (wait === null) return peopleOf(ctx, query, after, take)
      peopleWait = wait
      return none
    }),
  ])
  return { topics, posts, events, questions, news, voices, people, peopleWait }
}

/** Counts a search among people. Out: how long to wait, when there were too many. */
async function countPeople(ctx: Ctx): Promise<number | null> {
  if (ctx.actor.kind !== 'account') return 0
  try {
    await ctx.limit('search.people', ctx.actor.id, PEOPLE_AN_HOUR)
    return null
  } catch (error) {
    if (isDomainError(error) && error.code === 'too_many') return error.retryAfter ?? PEOPLE_AN_HOUR.seconds
    throw error
  }
}

async function peopleOf(ctx: Ctx, query: Query, after: string | null, take: number): Promise<Page<Person>> {
  const page = await searchPeople(ctx, query, after, take)
  const mentors = await mentorsAmong(ctx, page.items.map((p) => p.id))
  return { ...page, items: page.items.map((p) => ({ ...p, isMentor: mentors.has(p.id) })) }
}
