import { Outlet, useLoaderData } from '@remix-run/react'
import { definePage } from '~/components/layout/define-page.ts'
import { DeskBody } from '~/components/layout/desk-body.tsx'
import { styles } from '~/components/layout/styles.ts'
import { isStaff } from '~/core/actor.ts'
import { countMailProblems } from '~/domain/notifications/index.server.ts'
import { countJobs } from '~/domain/operations/index.server.ts'
import { countOpenReports } from '~/domain/moderation/index.server.ts'
import { countProposals } from '~/domain/proposals/index.server.ts'
import { page } from '~/http/handle.server.ts'
import deskCss from '~/styles/pages/desk.css?url'

export const handle = definePage({ shell: 'desk' })
export const links = styles(deskCss)

/** The frame of the desk: what waits, beside each entry. The operator sees the machine's work only. */
export const loader = page('desk', async ({ ctx }) => {
  const [jobs, mail, reports, events] = await Promise.all([countJobs(ctx), countMailProblems(ctx), isStaff(ctx.actor) ? countOpenReports(ctx) : null, isStaff(ctx.actor) ? countProposals(ctx) : null])
  return { counts: { jobs: jobs.reduce((n, q) => n + q.dead, 0), mail, overview: reports?.count ?? 0, events: events?.count ?? 0 } }
})

export default function Desk() {
  const { counts } = useLoaderData<typeof loader>()
  return <DeskBody counts={counts}><Outlet /></DeskBody>
}
