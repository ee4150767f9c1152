import { useOrganisation } from '~/components/layout/root-data.ts'
import { useT } from '~/i18n/index.tsx'

/** 「宮城県 人事課(平日8時30分〜17時15分)」: whom to ask. */
export function OfficeContact() {
  const t = useT()
  const { office, officeHours } = useOrganisation()
  if (office === '') return <p className="muted">{t('join.contact_none')}</p>
  return <p className="strong">{officeHours === '' ? office : t('login.contact', { office, hours: officeHours })}</p>
}
