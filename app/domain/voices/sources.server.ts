import type { z } from 'zod'
import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { invalid, isDomainError } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { excerpt } from '../../core/text.ts'
import { findPost, postsByIds } from '../boards/index.server.ts'
import { questionsByIds } from '../live/index.server.ts'
import { keeper, lockVoice } from './access.server.ts'
import { voiceJobs } from './jobs.ts'
import { readSource } from './policy.ts'
import type { dropSourceInput, sourceInput } from './schema.ts'

export type SourceRow = { postId: string | null; questionId: string | null; memberId: string | null }
/** What a voice came from, as its reader may see it. */
export type SourceView = { id: string; kind: 'post' | 'question'; title: string; text: string; href: string; at: string }

const nowhere = () => invalid({ address: 'voices.source_unknown' })
const EXCERPT = 140

/** What an address means, and who is to be told: a post's author, who asked a question by name, a member; nobody where there is no name or an office spoke. */
export async function sourceRow(ctx: Ctx, address: string): Promise<SourceRow> {
  const source = readSource(address)
  if (source === null) throw nowhere()
  if (source.kind === 'member') {
    const member = await ctx.db.member.findFirst({ where: { handle: source.handle, status: 'active' }, select: { id: true } })
    if (!member) throw nowhere()
    return { postId: null, questionId: null, memberId: member.id }
  }
  if (source.kind === 'question') {
    const [question] = await questionsByIds(ctx, [source.id])
    if (!question) throw nowhere()
    return { postId: null, questionId: question.id, memberId: question.authorId }
  }
  try {
    const { id, isHidden, post: { author } } = await findPost(ctx, source.topicId, source.no)
    if (isHidden) throw nowhere()
    return { postId: id, questionId: null, memberId: author.kind === 'member' ? author.id : null }
  } catch (error) {
    if (isDomainError(error) && error.code === 'not_found') throw nowhere()
    throw error
  }
}

/** The text of what an address means, to begin a voice with; empty when it means nothing that can be seen. */
export async function sourceText(ctx: Ctx, address: string): Promise<string> {
  keeper(ctx)
  try {
    const { postId, questionId } = await sourceRow(ctx, address)
    const [found] = postId !== null ? await postsByIds(ctx, [postId]) : questionId !== null ? await questionsByIds(ctx, [questionId]) : []
    return found?.text ?? ''
  } catch (error) {
    if (isDomainError(error)) return ''
    throw error
  }
}

/** Links a source, once; whoever said it is told that it was received, and counts as one who spoke rather than one who says the same. */
export async function linkSource(tx: TxCtx, voiceId: string, source: SourceRow): Promise<void> {
  const made = await tx.db.voiceSource.createMany({ data: [{ id: newId(), voiceId, ...source, createdAt: tx.now() }], skipDuplicates: true })
  if (made.count === 0) return
  tx.audit({ action: 'voice.source_added', subject: 'voice', subjectId: voiceId, detail: { post: source.postId, question: source.questionId } })
  if (source.memberId === null) return
  await tx.db.voiceSupport.deleteMany({ where: { voiceId, memberId: source.memberId } })
  tx.enqueue(voiceJobs, 'voice.tell', { voiceId, step: 'received' })
}

/** Adds what an address means to a voice. */
export async function addSource(ctx: Ctx, no: string, { commandId, address }: z.output<typeof sourceInput>): Promise<null> {
  keeper(ctx)
  const source = await sourceRow(ctx, address)
  return once(ctx, 'voice:source', commandId, async (tx) => {
    const voice = await lockVoice(tx, no)
    await linkSource(tx, voice.id, source)
    tx.hint({ kind: 'voice.moved', no: voice.no })
    return null
  })
}

/** Takes a source out of a voice. */
export function dropSource(ctx: Ctx, no: string, { commandId, source }: z.output<typeof dropSourceInput>): Promise<null> {
  keeper(ctx)
  return once(ctx, 'voice:drop-source', commandId, async (tx) => {
    const voice = await lockVoice(tx, no)
    const { count } = await tx.db.voiceSource.deleteMany({ where: { id: source, voiceId: voice.id } })
    if (count > 0) tx.audit({ action: 'voice.source_dropped', subject: 'voice', subjectId: voice.id, detail: { source } })
    tx.hint({ kind: 'voice.moved', no: voice.no })
    return null
  })
}

type Linked = { id: string; postId: string | null; questionId: string | null; createdAt: Date }

/** Of these sources the ones their reader may see: what boards and rooms show this reader themselves. */
export async function viewSources(ctx: Ctx, rows: Linked[]): Promise<SourceView[]> {
  const ids = (of: 'postId' | 'questionId') => rows.flatMap((r) => r[of] ?? [])
  const [posts, questions] = await Promise.all([postsByIds(ctx, ids('postId')), questionsByIds(ctx, ids('questionId'))])
  const found = new Map<string, Omit<SourceView, 'id'>>([
    ...posts.map((p) => [p.id, { kind: 'post', title: p.topicTitle, text: p.text, href: `/topics/${p.topicId}/posts/${p.no}`, at: p.at }] as const satisfies [string, unknown]),
    ...questions.map((q) => [q.id, { kind: 'question', title: q.eventTitle, text: q.text, href: `/events/${q.eventId}/live#q-${q.id}`, at: q.at }] as const satisfies [string, unknown]),
  ])
  return rows.flatMap(({ id, postId, questionId }) => {
    const source = found.get(postId ?? questionId ?? '')
    return source === undefined ? [] : [{ id, ...source, text: excerpt(source.text, EXCERPT) }]
  })
}
