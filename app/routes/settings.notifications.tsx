import { Form, Link, useLoaderData } from '@remix-run/react'
import { attentionPage } from '~/components/attention/level-control'
import { CommandId } from '~/components/form/command-id'
import { SubmitButton } from '~/components/form/submit-button'
import { definePage } from '~/components/layout/define-page'
import { Badge } from '~/components/ui/badge'
import { Crumb } from '~/components/ui/crumb'
import { Empty } from '~/components/ui/empty'
import { PageHead } from '~/components/ui/page-head'
import { listChoices } from '~/domain/attention/index.server'
import { page } from '~/http/handle.server'
import { useT } from '~/i18n'

export const handle = definePage({ title: (t) => t('attention.choices_title') })

export const loader = page('member', async ({ ctx, url }) => {
  const after = url.searchParams.get('after')
  return { choices: await listChoices(ctx, after), isFirst: after === null }
})

export default function Choices() {
  const t = useT()
  const { choices, isFirst } = useLoaderData<typeof loader>()
  const here = '/settings/notifications'
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: '/notifications', label: t('inbox.title') }]} />
      <PageHead title={t('attention.choices_title')} lead={t('attention.choices_lead')} />
      {choices.items.length === 0 ? <Empty title={t('attention.none')} text={t('attention.none_text')} /> : (
        <ul className="list">
          {choices.items.map(({ kind, targetId, level, title, href }) => (
            <li key={kind + targetId} className="row row-between">
              <span className="min0"><Link to={href} lang="ja">{title}</Link><br /><span className="small muted">{t(`attention.kinds.${kind}`)}</span> <Badge>{t(`attention.levels.${level}`)}</Badge></span>
              <Form method="post" action={attentionPage({ kind, id: targetId })} className="row g-8" preventScrollReset>
                <input type="hidden" name="returnTo" value={here} /><CommandId />
                <Link className="btn btn-quiet btn-s" to={attentionPage({ kind, id: targetId })} aria-label={`${t('attention.change')}：${title}`}>{t('attention.change')}</Link>
                <SubmitButton variant="text" size="s" name="level" value="auto" aria-label={`${t('attention.take_back')}：${title}`}>{t('attention.take_back')}</SubmitButton>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <p className="row row-between">
        {!isFirst && <Link className="more" to={here}>{t('attention.newest')}</Link>}
        {choices.next !== null && <Link className="more" to={`${here}?after=${choices.next}`}>{t('attention.older')}</Link>}
      </p>
    </div>
  )
}
