import type { LoaderFunctionArgs } from '@remix-run/node'
import type { RootData } from '../components/layout/root-data.ts'
import { detectTheme } from '../components/layout/theme.ts'
import type { Viewer } from '../components/layout/viewer.ts'
import { isMember, isOperator, isStaff, type Actor } from '../core/actor.ts'
import type { Ctx } from '../core/ctx.ts'
import { unreadBoards } from '../domain/boards/index.server.ts'
import { unreadInbox } from '../domain/notifications/index.server.ts'
import './load-context.ts'

/** What the frame around every page shows: who is here, what is unread, whose place this is. */
export async function rootLoader({ request, context }: LoaderFunctionArgs): Promise<RootData> {
  const { ctx, organisation, lng } = context
  // Whose page this is, for what a browser keeps of it (app/worker).
  if (isMember(ctx.actor)) context.setHeader('Enishi-For', ctx.actor.id)
  return {
    viewer: await viewerOf(ctx, ctx.actor),
    lng,
    theme: detectTheme(request.headers.get('cookie')),
    organisation,
  }
}

async function viewerOf(ctx: Ctx, actor: Actor): Promise<Viewer> {
  if (actor.kind !== 'account') return { kind: 'guest' }
  const common = { id: actor.id, name: actor.displayName, avatarSeed: actor.id, role: actor.role }
  if (!isMember(actor)) return { ...common, kind: 'applicant', can: { desk: false }, unread: { inbox: 0, boards: 0 } }
  const [inbox, boards] = await Promise.all([unreadInbox(ctx), unreadBoards(ctx)])
  return { ...common, kind: 'member', can: { desk: isStaff(actor) || isOperator(actor) }, unread: { inbox, boards } }
}
