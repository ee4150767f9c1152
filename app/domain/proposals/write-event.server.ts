import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { invalid } from '../../core/errors.ts'
import { readText, type RichText } from '../../core/richtext/read-text.server.ts'
import { countGraphemes } from '../../core/text.ts'
import { LINE_LIMIT, LONGEST_MS, MOST_COHOSTS, MOST_SPEAKERS } from './policy.ts'
import type { EventWords } from './schema.ts'

export type Person = { role: 'cohost' | 'speaker'; position: number; memberId: string | null; name: string; line: string }

/** The description. It names nobody: who takes part stands beside it. */
export function readDescription(input: Pick<EventWords, 'text' | 'doc'>): RichText {
  const text = readText(input)
  if (text.mentions.length > 0) throw invalid({ text: 'proposals.no_mentions' })
  return text
}

/** 「浜岸 遥香 @haruka」 → haruka */
const handleIn = (typed: string): string | null => /(?:^|\s|　)[@＠]([\w.-]{1,60})$/u.exec(typed)?.[1] ?? null

/**
 * Who takes part, from what was typed: with a handle a member, a co-host also by a name that only one member has, another speaker is a
 * guest. Throws `invalid` (fields `cohosts`, `speakers`). The host is not their own co-host.
 */
export async function readPeople(ctx: Ctx, input: Pick<EventWords, 'cohosts' | 'speakers' | 'lines'>, hostId: string | null): Promise<Person[]> {
  const cohosts = input.cohosts.filter((s) => s !== '')
  const speakers = input.speakers.map((who, i) => ({ who, line: input.lines[i] ?? '' })).filter(({ who }) => who !== '')
  if (cohosts.length > MOST_COHOSTS) throw invalid({ cohosts: 'proposals.too_many_people' })
  if (speakers.length > MOST_SPEAKERS) throw invalid({ speakers: 'proposals.too_many_people' })
  const handles = [...cohosts, ...speakers.map((s) => s.who)].map(handleIn).filter((h) => h !== null)
  const found = await ctx.db.member.findMany({
    where: { status: 'active', OR: [{ handle: { in: handles } }, { displayName: { in: cohosts } }] }, select: { id: true, handle: true, displayName: true }, take: 100,
  })
  const byHandle = new Map(found.map((m) => [m.handle, m.id]))
  const byName = (name: string) => found.filter((m) => m.displayName === name)
  const known = (who: string, field: 'cohosts' | 'speakers'): string | null => {
    const handle = handleIn(who)
    if (handle === null) return null
    const id = byHandle.get(handle)
    if (id === undefined) throw invalid({ [field]: 'proposals.nobody' })
    return id
  }
  const ids = cohosts.map((who) => {
    const [one, ...others] = byName(who)
    const id = known(who, 'cohosts') ?? (others.length === 0 ? one?.id : undefined)
    if (id === undefined) throw invalid({ cohosts: 'proposals.nobody' })
    return id
  })
  const people: Person[] = [...new Set(ids)].filter((id) => id !== hostId).map((memberId, i) => ({ role: 'cohost', position: i + 1, memberId, name: '', line: '' }))
  const spoken = new Set<string>()
  for (const { who, line } of speakers) {
    const memberId = known(who, 'speakers')
    if (memberId !== null && spoken.has(memberId)) continue
    if (memberId !== null) spoken.add(memberId)
    if (countGraphemes(who) > LINE_LIMIT) throw invalid({ speakers: 'form.too_long' })
    if (countGraphemes(line) > LINE_LIMIT) throw invalid({ speakers: 'proposals.line_too_long' })
    people.push({ role: 'speaker', position: spoken.size + people.length + 1, memberId, name: memberId === null ? who : '', line })
  }
  return people
}

/** The people of an event are those; under the event's lock. */
export async function writePeople(tx: TxCtx, eventId: string, people: readonly Person[]): Promise<void> {
  await tx.db.eventPerson.deleteMany({ where: { eventId } })
  await tx.db.eventPerson.createMany({ data: people.map((p) => ({ ...p, eventId })) })
}

/** What stands on the event's row of what was written. */
export const rowOf = (input: EventWords, text: RichText) => ({
  kind: input.kind, mode: input.mode, title: input.title, summary: input.summary, body: text.html, doc: text.doc, agenda: input.agenda, startsAt: input.startsAt, endsAt: input.endsAt,
  place: input.mode === 'online' ? '' : input.place, joinUrl: input.mode === 'venue' ? '' : input.joinUrl,
})

/** After it is known that the times lie ahead: a start in the past is no reason to call an event long. */
export function checkLength({ startsAt, endsAt }: Pick<EventWords, 'startsAt' | 'endsAt'>): void {
  if (endsAt.getTime() - startsAt.getTime() > LONGEST_MS) throw invalid({ endsAt: 'proposals.too_long_event' })
}

/** How many may come, for each kind of seat that its way of being held has. Null: as many as come. */
export const seatsOf = (input: { mode: EventWords['mode']; venueCapacity: number | null; onlineCapacity: number | null }) => ({
  venueCapacity: input.mode === 'online' ? null : input.venueCapacity, onlineCapacity: input.mode === 'venue' ? null : input.onlineCapacity,
})
