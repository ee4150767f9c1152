import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'

/** More people than an event is run by. */
const HOSTS = 60

/** Who runs an event: its host first, then the co-hosts, then the office, by name. The caller has authorised. */
export async function hostsOfEvent(ctx: Pick<Ctx, 'db'>, eventId: string): Promise<{ id: string; name: string }[]> {
  return ctx.db.$queryRaw<{ id: string; name: string }[]>`
    select m.id, m.display_name as name from member m join event e on e.id = ${eventId}::uuid
    where m.status = 'active' and (m.id = e.host_id or m.id = any(e.cohost_ids) or m.role in ('moderator', 'hr_admin')) order by m.id is distinct from e.host_id, not m.id = any(e.cohost_ids), m.display_name, m.id limit ${fixed(HOSTS)}`
}
