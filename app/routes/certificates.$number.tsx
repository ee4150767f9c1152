import { useLoaderData } from '@remix-run/react'
import { CertificateFacts } from '~/components/events/certificate-facts'
import { definePage } from '~/components/layout/define-page'
import { PageHead } from '~/components/ui/page-head'
import { checkCertificate } from '~/domain/events/index.server'
import { page } from '~/http/handle.server'
import { useT } from '~/i18n'

export const handle = definePage({ title: (t) => t('archive.certificates') })

export const loader = page('public', async ({ ctx, params, ip, setHeader }) => {
  setHeader('Cache-Control', 'private, no-store')
  return { found: await checkCertificate(ctx, params['number'] ?? '', ip) }
})

/** Whether a certificate that somebody was shown is true; its address stands on the certificate. */
export default function CheckCertificate() {
  const t = useT()
  const { found } = useLoaderData<typeof loader>()
  return (
    <div className="wrap wrap-narrow stack g-24">
      <PageHead title={t('archive.certificates')} lead={t('archive.certificates_public')} />
      <CertificateFacts found={found} />
    </div>
  )
}
