import { useLoaderData } from '@remix-run/react'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { Empty } from '~/components/ui/empty'
import { Link } from '~/components/ui/link'
import { ChipsNav } from '~/components/ui/nav-sets'
import { PageHead } from '~/components/ui/page-head'
import { Flow } from '~/components/voices/flow'
import { ledgerAddress } from '~/components/voices/ledger-address'
import { useFreshVoices } from '~/components/voices/use-fresh-voices'
import { VoiceList } from '~/components/voices/voice-list'
import { formatFiscalYear } from '~/core/dates'
import { countVoices, listVoices } from '~/domain/voices/index.server'
import { voiceSteps } from '~/domain/voices/policy'
import { ledgerInput } from '~/domain/voices/schema'
import { page } from '~/http/handle.server'
import { useT } from '~/i18n'
import voicesCss from '~/styles/pages/voices.css?url'

export const handle = definePage({ title: (t) => t('voices.title') })
export const links = styles(voicesCss)

export const loader = page('member', async ({ ctx, url }) => {
  const input = ledgerInput.parse(Object.fromEntries(url.searchParams))
  const [voices, counts] = await Promise.all([listVoices(ctx, input), countVoices(ctx, input)])
  return { input, voices, counts }
})

export default function Voices() {
  const t = useT()
  const { input, voices, counts } = useLoaderData<typeof loader>()
  const { step, year, after } = input
  const topics = voiceSteps.map((s) => ({ step: s, n: counts.steps[s]?.topics ?? 0 }))
  const all = topics.reduce((sum, s) => sum + s.n, 0)
  const isEmpty = all === 0 && counts.years.length === 0
  useFreshVoices()
  return (
    <div className="wrap">
      <PageHead title={t('voices.title')} lead={t('voices.lead')} />
      {isEmpty ? <Empty title={t('voices.none')} text={t('voices.none_text')} art="voice" /> : (
        <>
          {counts.years.length > 1 && <ChipsNav label={t('voices.filter_year')} items={[{ to: ledgerAddress({ step }), label: t('voices.all'), current: year === null }, ...counts.years.map((y) => ({ to: ledgerAddress({ step, year: y }), label: formatFiscalYear(y, t.lng), current: year === y }))]} />}
          <Flow counts={counts} />
          <section aria-labelledby="topics">
            <h2 id="topics" className="h-m">{t('voices.by_topic')}</h2>
            <ChipsNav label={t('voices.filter_step')} items={[
              { to: ledgerAddress({ year }), label: `${t('voices.all')} ${all}`, current: step === null },
              ...topics.filter((s) => s.n > 0 || s.step === step).map((s) => ({ to: ledgerAddress({ step: s.step, year }), label: `${t(`voices.step_${s.step}`)} ${s.n}`, current: s.step === step })),
            ]} />
            {voices.items.length === 0 ? <p className="muted">{t('voices.none_here')}</p> : <VoiceList items={voices.items} />}
          </section>
          <p className="row row-between">
            {after !== null && <Link className="more" to={ledgerAddress({ step, year })}>{t('voices.first')}</Link>}
            {voices.next !== null && <Link className="more" to={ledgerAddress({ step, year, after: voices.next })}>{t('voices.older')}</Link>}
          </p>
        </>
      )}
    </div>
  )
}
