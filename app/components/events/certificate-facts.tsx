import { formatDate } from '~/core/dates.ts'
import type { CertificateFound } from '~/domain/events/index.server.ts'
import { certificateText } from '~/domain/events/policy.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import { Banner } from '../ui/banner.tsx'
import { DefinitionList } from '../ui/definition-list.tsx'

/** What stands under the number of a certificate. */
export function CertificateFacts({ found }: { found: CertificateFound }) {
  const t = useT()
  const lng = useLng()
  return (
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
  )
}
