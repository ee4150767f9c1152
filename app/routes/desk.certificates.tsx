import { Form, useLoaderData } from '@remix-run/react'
import { CertificateFacts } from '~/components/events/certificate-facts'
import { SubmitButton } from '~/components/form/submit-button'
import { TextInput } from '~/components/form/text-input'
import { definePage } from '~/components/layout/define-page'
import { Banner } from '~/components/ui/banner'
import { PageHead } from '~/components/ui/page-head'
import { findCertificate } from '~/domain/events/index.server'
import { page } from '~/http/handle.server'
import { useT } from '~/i18n'

export const handle = definePage({ title: (t) => t('archive.certificates') })

export const loader = page('staff', async ({ ctx, url }) => {
  const number = url.searchParams.get('number') ?? ''
  return { number, found: number.trim() === '' ? undefined : await findCertificate(ctx, number) }
})

/** Whether a number stands for somebody who took part. */
export default function DeskCertificates() {
  const t = useT()
  const { number, found } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead title={t('archive.certificates')} lead={t('archive.certificates_lead')} />
      <Form className="stack g-16 formbox" role="search">
        <TextInput name="number" label={t('archive.certificates_number')} defaultValue={number} autoComplete="off" />
        <p><SubmitButton icon="search">{t('archive.certificates_find')}</SubmitButton></p>
      </Form>
      {found === null && <Banner tone="caution" role="status"><p>{t('archive.certificates_none')}</p></Banner>}
      {found && <CertificateFacts found={found} />}
    </>
  )
}
