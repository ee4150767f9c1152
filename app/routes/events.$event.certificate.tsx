import { useActionData, useLoaderData } from '@remix-run/react'
import { Certificate } from '~/components/events/certificate'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { Crumb } from '~/components/ui/crumb'
import { PageHead } from '~/components/ui/page-head'
import { issueCertificate, readCertificate } from '~/domain/events/index.server'
import { certificateInput } from '~/domain/events/schema'
import { act, go, intent, page } from '~/http/handle.server'
import { useT } from '~/i18n'
import certificateCss from '~/styles/pages/certificate.css?url'

export const handle = definePage({ title: (t) => t('archive.certificate') })
export const links = styles(certificateCss)

export const loader = page('member', async ({ ctx, params, organisation }) => {
  const shown = await readCertificate(ctx, params['event'] ?? '')
  const checkAt = new URL(`/certificates/${shown.certificate?.number ?? ''}`, ctx.place.publicUrl).href
  return { ...shown, checkAt, organisation: { name: organisation.name, office: organisation.office } }
})

export const action = act('member', {
  default: intent(certificateInput, async ({ ctx, params }, input) => {
    await issueCertificate(ctx, params['event'] ?? '', input)
    return go(`/events/${params['event']}/certificate`)
  }),
})

export default function EventCertificate() {
  const t = useT()
  const data = useLoaderData<typeof loader>()
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: `/events/${data.event.id}`, label: data.event.title }]} />
      <PageHead title={t('archive.certificate')} lead={t('archive.certificate_lead')} />
      <Certificate {...data} answer={useActionData()} />
    </div>
  )
}
