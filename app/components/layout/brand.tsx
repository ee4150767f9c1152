import { useT } from '~/i18n/index.tsx'
import { Mark, Wordmark } from '../ui/mark.tsx'
import { Link } from '../ui/link.tsx'
import { useOrganisation } from './root-data.ts'
import { Kept } from './still.tsx'

/** The way home: mark, wordmark, and the organisation's name to the right of a hairline. */
export function Brand() {
  const t = useT()
  const { name } = useOrganisation()
  return (
    <Kept as={Link} name="brand" made={[name]} className="brand" to="/">
      {() => (
        <>
          <span className="sr">{t('common.home_prefix')}</span>
          <Mark className="mark" />
          <Wordmark className="word" />
          <span className="org">{name}</span>
        </>
      )}
    </Kept>
  )
}
