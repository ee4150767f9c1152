import { useLoaderData } from '@remix-run/react'
import { definePage } from '~/components/layout/define-page.ts'
import { Banner } from '~/components/ui/banner.tsx'
import { Button } from '~/components/ui/button.tsx'
import { Crumb } from '~/components/ui/crumb.tsx'
import { PageHead } from '~/components/ui/page-head.tsx'
import { boardToExport } from '~/domain/boards/index.server.ts'
import { page } from '~/http/handle.server.ts'
import { useT } from '~/i18n/index.tsx'

export const handle = definePage({ title: (t) => t('boards.export') })

export const loader = page('department', async ({ ctx, params, url }) => ({ ...(await boardToExport(ctx, params['board'] ?? '')), isRefused: url.searchParams.has('refused') }))

export default function ExportBoard() {
  const t = useT()
  const { slug, name, topics, isRefused } = useLoaderData<typeof loader>()
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: `/boards/${slug}`, label: name }]} />
      <PageHead title={t('boards.export')} lead={t('boards.export_lead')} />
      {isRefused && <Banner tone="caution" role="alert">{t('errors.too_many')}</Banner>}
      {/* An ordinary form: its answer is a file. */}
      <form method="post" action={`/boards/${slug}/export.md`} className="card stack">
        <p><strong lang="ja">{name}</strong>・{t('boards.topics', { count: topics })}</p>
        <p className="small muted">{t('boards.export_note')}</p>
        <div className="row"><Button type="submit" name="intent" value="take" variant="primary" icon="dl">{t('boards.export_take')}</Button></div>
      </form>
    </div>
  )
}
