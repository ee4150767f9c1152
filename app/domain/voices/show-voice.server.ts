import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { keeper, numberOf, reader } from './access.server.ts'
import type { VoiceStep } from './policy.ts'
import { type SourceView, viewSources } from './sources.server.ts'

export type VoicePage = {
  no: number
  title: string
  body: string
  department: string
  step: VoiceStep
  position: string
  reason: string
  sources: number
  supporters: number
  version: number
  history: { step: VoiceStep; at: string; note: string }[]
  /** The reader is one of those who spoke, or says the same. */
  spoke: boolean
  supports: boolean
  /** The newest of what it came from, as far as the reader may see it. */
  from: SourceView[]
}

const MOST_SHOWN = 30
type Found = Omit<VoicePage, 'from' | 'history'> & { id: string; history: { step: VoiceStep; at: Date; note: string }[] }

async function find(ctx: Ctx, no: string): Promise<Found> {
  const { id } = reader(ctx)
  const [voice] = await ctx.db.$queryRaw<Omit<Found, 'history'>[]>`
    select v.id, v.no, v.title, v.body, v.department, v.step::text as step, v.position, v.reason, v.sources, v.supporters, v.version,
      exists (select from voice_source s where s.voice_id = v.id and s.member_id = ${id}::uuid) as spoke, exists (select from voice_support s where s.voice_id = v.id and s.member_id = ${id}::uuid) as supports
    from voice v where v.no = ${numberOf(no)}`
  if (!voice) throw notFound()
  const history = await ctx.db.voiceHistory.findMany({ where: { voiceId: voice.id }, select: { step: true, at: true, note: true }, orderBy: [{ at: 'asc' }, { step: 'asc' }] })
  return { ...voice, history }
}

const newest = (ctx: Ctx, voiceId: string, take: number) =>
  ctx.db.voiceSource.findMany({ where: { voiceId }, select: { id: true, postId: true, questionId: true, createdAt: true, member: { select: { displayName: true } } }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take })

/** One voice with its way and what it came from; of that the reader sees what they may see where it stands. */
export async function showVoice(ctx: Ctx, no: string): Promise<VoicePage> {
  const { id, history, ...voice } = await find(ctx, no)
  const from = await viewSources(ctx, await newest(ctx, id, MOST_SHOWN))
  return { ...voice, history: history.map((h) => ({ ...h, at: h.at.toISOString() })), from }
}

/** What a voice came from, for its desk: `gone` is not to be seen any more, `member` was said elsewhere. */
export type DeskSource = { id: string; source: SourceView | null; kind: 'post' | 'question' | 'member' | 'nameless'; name: string }
const MOST_AT_DESK = 200

/** The same for who keeps the ledger, with every source by its id. */
export async function deskVoice(ctx: Ctx, no: string): Promise<VoicePage & { all: DeskSource[] }> {
  keeper(ctx)
  const { id, history, ...voice } = await find(ctx, no)
  const rows = await newest(ctx, id, MOST_AT_DESK)
  const from = await viewSources(ctx, rows)
  const seen = new Map(from.map((s) => [s.id, s]))
  const all = rows.map((r): DeskSource => {
    const kind = r.postId !== null ? 'post' : r.questionId !== null ? 'question' : r.member !== null ? 'member' : 'nameless'
    return { id: r.id, source: seen.get(r.id) ?? null, kind, name: kind === 'member' ? (r.member?.displayName ?? '') : '' }
  })
  return { ...voice, history: history.map((h) => ({ ...h, at: h.at.toISOString() })), from, all }
}
