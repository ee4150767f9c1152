import { Form } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { formatDate, formatServiceDate, jstDate } from '~/core/dates.ts'
import type { CertificatePage } from '~/domain/events/index.server.ts'
import { certificateText } from '~/domain/events/policy.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import { CommandId } from '../form/command-id.tsx'
import { SubmitButton } from '../form/submit-button.tsx'
import { Button } from '../ui/button.tsx'
import { DefinitionList } from '../ui/definition-list.tsx'

type Props = CertificatePage & { organisation: { name: string; office: string }; /** Where whoever is shown it sees that it is true. */ checkAt: string; answer: unknown }

/** 受講証明書, to be printed; before it is issued, the way to it. */
export function Certificate({ event, seat, certificate, organisation, checkAt, answer }: Props) {
  const t = useT()
  const lng = useLng()
  const day = (at: string) => formatServiceDate(`${jstDate(new Date(at))}T00:00:00Z`, lng)
  if (certificate === null) {
    return (
      <Form method="post" className="stack g-16">
        <CommandId renewOn={answer} />
        <p>{t('archive.certificate_before')}</p>
        <p><SubmitButton icon="doc">{t('archive.certificate_issue')}</SubmitButton></p>
      </Form>
    )
  }
  const minutes = Math.round((Date.parse(event.endsAt) - Date.parse(event.startsAt)) / 60_000)
  const number = certificateText(certificate.number)
  return (
    <>
      <article className="card cert" aria-labelledby="cert-h">
        <p className="small cert-no num">{t('archive.certificate_number', { number })}</p>
        <h2 id="cert-h" className="cert-h">{t(`archive.certificate_of_${event.kind}`)}</h2>
        <p className="cert-who" lang="ja">{t('archive.certificate_name', { name: certificate.name })}</p>
        <p>{t(`archive.certificate_says_${event.kind}`)}</p>
        <DefinitionList items={[
          { term: t('archive.certificate_title'), detail: <span lang="ja">{event.title}</span> },
          { term: t('archive.certificate_day'), detail: day(event.startsAt) },
          { term: t('archive.certificate_hours'), detail: t('archive.certificate_time', { from: formatDate(event.startsAt, 'time', lng), to: formatDate(event.endsAt, 'time', lng), hours: Math.floor(minutes / 60), minutes: minutes % 60 }) },
          { term: t('archive.certificate_seat'), detail: t(`events.seat_kind.${seat}`) },
          ...(event.host === null ? [] : [{ term: t('archive.certificate_host'), detail: <span lang="ja">{t('common.san', { name: event.host })}</span> }]),
        ]} />
        <p className="cert-by"><span>{day(certificate.issuedAt)}</span><br /><strong lang="ja">{organisation.name}</strong><br /><span lang="ja">{organisation.office}</span></p>
        <p className="small muted wrap-any">{t('archive.certificate_check', { address: checkAt })}</p>
      </article>
      <PrintThis />
    </>
  )
}

/** Without JavaScript the browser's own menu prints. */
function PrintThis() {
  const t = useT()
  const [isReady, setIsReady] = useState(false)
  useEffect(() => setIsReady(true), [])
  return isReady ? <p className="row"><Button icon="doc" onClick={() => window.print()}>{t('archive.certificate_print')}</Button></p> : null
}
