import type { Ctx } from '../../core/ctx.ts'
import { fillMentions } from '../../core/richtext/mentions.ts'
import { toCard } from '../accounts/card.ts'
import { hiddenPost } from './fold.ts'
import type { Author, PostView } from './views.ts'

/** The columns of a post and its author, as every query of this module names them. */
export type AuthorRow = {
  authorId: string | null
  officialAs: string | null
  displayName: string | null
  status: string | null
  jobType?: string | null
  headline?: string | null
  visibility?: unknown
  former?: string | null
}
export type PostRow = AuthorRow & { no: number; html: string; createdAt: Date; isEdited: boolean; isHidden: boolean; isWithdrawn?: boolean; isMoved?: boolean; version?: number }

/**
 * Who a text stands under. An office's word never shows the person who wrote it. The line is what all members may see, also for
 * staff: one stream carries it to everybody.
 */
export function toAuthor(row: AuthorRow): Author {
  if (row.officialAs !== null) return { kind: 'office', name: row.officialAs }
  if (row.authorId === null || row.displayName === null) return { kind: 'anonymous' }
  if (row.status === 'left') return { kind: 'left' }
  const card = toCard({ id: row.authorId, handle: '', displayName: row.displayName, profile: { jobType: row.jobType ?? '', headline: row.headline ?? '', visibility: row.visibility, formerShown: row.former ?? null } })
  return { kind: 'member', id: card.id, name: card.name, line: card.line, ...(card.former === undefined ? {} : { former: card.former }) }
}

export function toPostView(row: PostRow): PostView {
  const at = row.createdAt.toISOString()
  if (row.isHidden) return hiddenPost({ no: row.no, at }, row.isWithdrawn, row.isMoved)
  return { no: row.no, author: toAuthor(row), at, isEdited: row.isEdited, isHidden: false, html: row.html, ...(row.version !== undefined && row.version > 1 ? { version: row.version } : {}) }
}

/** Shown for a member who can no longer be named. */
const GONE = '—'

/** Names of the members with these ids who are still here, in one query; none when there is nobody to name. */
export async function namesOf(ctx: Ctx, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db.$queryRaw<{ id: string; displayName: string }[]>`
    select id, display_name as "displayName" from member where id = any(${ids}::uuid[]) and status in ('active', 'suspended')`
  return new Map(rows.map((r) => [r.id, r.displayName]))
}

export const nameIn = (html: string, names: ReadonlyMap<string, string>): string => fillMentions(html, names, GONE)
