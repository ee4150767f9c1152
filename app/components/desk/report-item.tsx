import { Form, Link } from '@remix-run/react'
import type { ReportView } from '~/domain/moderation/index.server.ts'
import { useT } from '~/i18n/index.tsx'
import { CommandId } from '../form/command-id.tsx'
import { SubmitButton } from '../form/submit-button.tsx'
import { Badge } from '../ui/badge.tsx'
import { TimeText } from '../ui/time-text.tsx'

type Props = { report: ReportView; /** Whoever looks holds a key of the seals. */ isCustodian: boolean; /** Of the page's action. */ answer: unknown }

/** What a member reported, where it stands, and the way to its decision; of a question without a name also the way to its seal. */
export function ReportItem({ report: r, isCustodian, answer }: Props) {
  const t = useT()
  const isQuestion = r.subject === 'question'
  return (
    <li className="stack g-4">
      <p className="row row-between"><Badge tone="danger">{t.dynamic(`moderation.reason_${r.reason}`)}</Badge><TimeText className="small muted" at={r.createdAt} style="dayTime" /></p>
      <p lang="ja">{r.isGone ? t('desk.report_gone') : r.excerpt}</p>
      {r.note && <p className="small muted" lang="ja">{r.note}</p>}
      {r.isNameless && <p className="small muted">{t('desk.report_nameless')}</p>}
      <div className="row">
        {!r.isGone && <Link to={r.href}>{t(isQuestion ? 'desk.see_question' : 'desk.see')}</Link>}
        {r.isNameless && <Link to={isCustodian ? `/desk/seals/${r.subjectId}` : '/desk/custodians'}>{t(isCustodian ? 'desk.to_seal' : 'desk.to_custodians')}</Link>}
        <Form method="post">
          <input type="hidden" name="intent" value="dismiss-report" />
          <input type="hidden" name="reportId" value={r.id} />
          <CommandId renewOn={answer} />
          <SubmitButton variant="quiet" size="s" icon="check">{t('desk.report_close')}</SubmitButton>
        </Form>
      </div>
    </li>
  )
}
