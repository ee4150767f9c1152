import { useT } from '~/i18n/index.tsx'
import { SubmitButton } from '../form/submit-button.tsx'
import { postAddress } from './topic-address.ts'
import { Form, Link } from '../ui/link.tsx'

/** In a topic of several pages: to the first post, to the last, to the first of a day. */
export function JumpToDate({ topicId, lastNo }: { topicId: string; lastNo: number }) {
  const t = useT()
  return (
    <details className="jump">
      <summary>{t('boards.jump')}</summary>
      <Form method="get" action={`/topics/${topicId}`} className="row">
        <Link to={`/topics/${topicId}?from=1`}>{t('boards.jump_first')}</Link>
        <Link to={postAddress(topicId, lastNo)}>{t('boards.newest')}</Link>
        <label className="row nowrap">{t('boards.jump_date')} <input className="input w-date" type="date" name="on" required /></label>
        <SubmitButton variant="outline" size="s">{t('boards.jump_go')}</SubmitButton>
      </Form>
    </details>
  )
}
