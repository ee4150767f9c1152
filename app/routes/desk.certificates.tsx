import { Form, useLoaderData } from '@remix-run/react'
import { SubmitButton } from '~/components/form/submit-button'
import { TextInput } from '~/components/form/text-input'
import { definePage } from '~/components/layout/define-page'
import { Banner } from '~/components/ui/banner'
import { DefinitionList } from '~/components/ui/definition-list'
import { PageHead } from '~/components/ui/page-head'
import { formatDate } from '~/core/dates'
import { findCertificate } from '~/domain/events/index.server'
import { certificateText } from '~/domain/events/policy'
import { page } from '~/http/handle.server'
import { useLng, useT } from '~/i18n'

export const handle = definePage({ title: (t) => t('archive.certificates') })

export const loader = page('staff', async ({ ctx, url }) => {
  const number = url.searchParams.get('number') ?? ''
  return { number, found: number.trim() === '' ? undefined : await findCertificate(ctx, number) }
})

/** Whether a number stands for somebody who took part. */
export default function DeskCertificates() {
  const t = useT()
  const lng = useLng()
  const { number, found } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead title={t('archive.certificates')} lead={t('archive.certificates_lead')} />
      <Form className="stack g-16 formbox" role="search">
        <TextInput name="number" label={t('archive.certificates_number')} defaultValue={number} autoComplete="off" />
        <p><SubmitButton icon="search">{t('archive.certificates_find')}</SubmitButton></p>
      </Form>
      {found === null && <Banner tone="caution" role="status"><p>{t('archive.certificates_none')}</p></Banner>}
      {found && (
        <section className="card stack g-8" aria-live="polite">
          <Banner tone={found.isValid ? 'success' : 'caution'} role="status"><p>{t(found.isValid ? 'archive.certificates_valid' : 'archive.certificates_void')}</p></Banner>
          <DefinitionList items={[
            { term: t('archive.certificates_number'), detail: <span className="num">{certificateText(found.number)}</span> },
            { term: t('archive.certificates_name'), detail: <span lang="ja">{found.name}</span> },
            { term: t('archive.certificate_title'), detail: <span lang="ja">{found.event.title}</span> },
            { term: t('archive.certificate_day'), detail: formatDate(found.event.startsAt, 'date', lng) },
            { term: t('archive.certificates_issued'), detail: formatDate(found.issuedAt, 'date', lng) },
          ]} />
        </section>
      )}
    </>
  )
}
