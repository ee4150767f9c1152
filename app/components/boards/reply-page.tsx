import { Form, useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useT } from '~/i18n/index.tsx'
import { CommandId } from '../form/command-id.tsx'
import { ErrorSummary } from '../form/error-summary.tsx'
import { refusalOf, type Refused, typedIn } from '../form/refusal.ts'
import { SubmitButton } from '../form/submit-button.tsx'
import { TextArea } from '../form/text-area.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Crumb } from '../ui/crumb.tsx'
import { PageHead } from '../ui/page-head.tsx'

type Props = { title: string; /** Labels of what comes with the text, for a summary of what is wrong. */ labels?: Record<string, string>; /** Without it the text is required. */ hasFiles?: boolean; children: (refused: Refused | undefined) => ReactNode }

/** A page to reply on with something beside the text, for where the composer cannot take it. Its loader says the topic. */
export function ReplyPage({ title, labels, hasFiles = false, children }: Props) {
  const t = useT()
  const { topic } = useLoaderData<{ topic: { id: string; title: string } }>()
  const refused = refusalOf(useActionData())
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: `/topics/${topic.id}`, label: topic.title }]} />
      <PageHead title={title} />
      <Form method="post" {...(hasFiles && { encType: 'multipart/form-data', reloadDocument: true })} className="stack g-24">
        <CommandId renewOn={refused} />
        <ErrorSummary errors={refused?.errors} labels={{ text: t('boards.reply_label'), ...labels }} />
        <TextArea name="text" label={t('boards.reply_label')} {...(hasFiles ? { optional: true } : { required: true })} rows={4} lang="ja" error={refused?.errors['text']} defaultValue={typedIn(refused, 'text')} />
        {children(refused)}
        <div className="row"><ButtonLink to={`/topics/${topic.id}#reply`} variant="outline">{t('common.cancel')}</ButtonLink><SubmitButton icon="send">{t('boards.reply_send')}</SubmitButton></div>
      </Form>
    </div>
  )
}
