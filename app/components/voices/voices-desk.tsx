import { Form } from '@remix-run/react'
import type { Page } from '~/core/paging.ts'
import type { VoiceRow } from '~/domain/voices/index.server.ts'
import { BODY_LIMIT } from '~/domain/voices/policy.ts'
import type { LedgerInput } from '~/domain/voices/schema.ts'
import { useT } from '~/i18n/index.tsx'
import { CommandId } from '../form/command-id.tsx'
import { ErrorSummary } from '../form/error-summary.tsx'
import { holdIme } from '../form/ime.ts'
import { refusalOf, typedIn } from '../form/refusal.ts'
import { SubmitButton } from '../form/submit-button.tsx'
import { TextArea } from '../form/text-area.tsx'
import { TextInput } from '../form/text-input.tsx'
import { Button } from '../ui/button.tsx'
import { Link } from '../ui/link.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { ledgerAddress } from './ledger-address.ts'
import { VoiceList } from './voice-list.tsx'

const AT = '/desk/voices'
type Props = { input: LedgerInput; voices: Page<VoiceRow>; begun: { address: string; body: string }; answer: unknown }

/** The ledger as 事務局 keeps it: a new voice, and those that are there. */
export function VoicesDesk({ input, voices, begun, answer }: Props) {
  const t = useT()
  const refused = refusalOf(answer)
  const labels = { title: t('ledger.voice_title'), body: t('ledger.body'), department: t('ledger.department'), address: t('ledger.address') }
  const field = (name: keyof typeof labels, before = '') => ({ name, label: labels[name], error: refused?.errors[name], defaultValue: typedIn(refused, name, before) })
  return (
    <>
      {/* A file is no page: the browser takes it by itself. */}
      <PageHead title={t('ledger.title')} lead={t('ledger.lead')} action={<form method="post" action="/desk/voices.csv"><input type="hidden" name="intent" value="take" /><Button type="submit" variant="outline" icon="dl">{t('ledger.csv')}</Button></form>} />
      <ErrorSummary errors={refused?.errors} labels={labels} />
      <section aria-labelledby="make">
        <h2 id="make" className="h-s" tabIndex={-1}>{t('ledger.make')}</h2>
        <p className="small muted">{t('ledger.make_lead')}</p>
        <Form method="post" action={AT} className="stack g-16 formbox" key={begun.address}>
          <CommandId renewOn={answer} />
          <TextInput {...field('title')} required lang="ja" autoComplete="off" onKeyDown={holdIme} />
          <TextArea {...field('body', begun.body)} required rows={4} limit={BODY_LIMIT} lang="ja" />
          <TextInput {...field('department')} required lang="ja" autoComplete="off" onKeyDown={holdIme} />
          <TextInput {...field('address', begun.address)} optional hint={t('ledger.address_hint')} autoComplete="off" spellCheck={false} onKeyDown={holdIme} />
          <p><SubmitButton>{t('ledger.send')}</SubmitButton></p>
        </Form>
      </section>
      <section aria-labelledby="kept">
        <h2 id="kept" className="h-s">{t('ledger.list')}</h2>
        {voices.items.length === 0 ? <p className="muted">{t('ledger.none')}</p> : <VoiceList items={voices.items} at={AT} />}
        <p className="row row-between">
          {input.after !== null && <Link className="more" to={AT}>{t('ledger.first')}</Link>}
          {voices.next !== null && <Link className="more" to={ledgerAddress({ ...input, after: voices.next }, AT)}>{t('ledger.older')}</Link>}
        </p>
      </section>
    </>
  )
}
