import { readText } from '../../app/core/richtext/read-text.server.ts'
import type { Tx } from '../../app/core/db.server.ts'
import { makeEvent, makeEventPerson } from '../factories/events.ts'
import { makeProposal } from '../factories/proposals.ts'
import { demoId, memberId } from './ids.ts'
import { proposals } from './proposals.ts'
import { mover } from './time.ts'

const proposalId = (key: string): string => demoId(`event:${key}`)
const times = (p: (typeof proposals)[number], now: Date) => ({ startsAt: mover(now)(p.starts), endsAt: mover(now)(p.ends) })

/** Events that are proposed, with who takes part and what was said. */
export async function layProposals(tx: Tx, now: Date): Promise<void> {
  const move = mover(now)
  for (const p of proposals) {
    const text = readText({ text: p.body.join('\n\n') })
    const sentAt = move(p.said.find((s) => s.step === 'proposed')?.at ?? p.starts)
    const event = await makeEvent(tx, {
      id: proposalId(p.key), status: 'draft', kind: p.kind, mode: p.mode, title: p.title, summary: p.summary, body: text.html, doc: text.doc, agenda: p.agenda, ...times(p, now), place: p.place,
      hostId: memberId(p.host), capacity: p.capacity, createdAt: sentAt,
    })
    for (const who of p.cohosts) await makeEventPerson(tx, { event, member: { id: memberId(who) } })
    for (const s of p.speakers) await makeEventPerson(tx, { event, member: s.who === null ? null : { id: memberId(s.who) } }, { role: 'speaker', name: s.name, line: s.line })
    await makeProposal(tx, { event, proposer: { id: memberId(p.host) } }, { state: p.state, sentAt }, p.said.map((s) => ({ authorId: memberId(s.who), step: s.step, text: s.text, createdAt: new Date(Math.min(move(s.at).getTime(), now.getTime())) })))
  }
}

/** The same days later: what was said moves by whole days and never into the future. */
export async function moveProposals(tx: Tx, later: string, now: Date): Promise<void> {
  for (const p of proposals) await tx.event.updateMany({ where: { id: proposalId(p.key) }, data: times(p, now) })
  await tx.$executeRaw`update event_proposal set sent_at = least(sent_at + ${later}::interval, ${now}), decided_at = least(decided_at + ${later}::interval, ${now})`
  await tx.$executeRaw`update proposal_note set created_at = least(created_at + ${later}::interval, ${now})`
}
