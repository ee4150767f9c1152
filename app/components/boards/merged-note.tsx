import { Link } from '@remix-run/react'
import { useT } from '~/i18n/index.tsx'
import { Banner } from '../ui/banner.tsx'

/** Said on a page that was open while its topic became part of another: it can be read on here, and what is written lands there. */
export function MergedNote({ merged }: { merged: { into: string; title: string } | undefined }) {
  const t = useT()
  if (merged === undefined) return null
  return <Banner icon="merge" role="status"><p>{t('boards.merged', { title: merged.title })}</p><p><Link to={`/topics/${merged.into}`}>{t('boards.to_merged')}</Link></p></Banner>
}
