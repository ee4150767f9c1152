import { useLoaderData } from '@remix-run/react'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { Crumb } from '~/components/ui/crumb'
import { Icon } from '~/components/ui/icon'
import { Link } from '~/components/ui/link'
import { MoreLink } from '~/components/ui/more-link'
import { TimeText } from '~/components/ui/time-text'
import { StepBadge } from '~/components/voices/step-badge'
import { Support } from '~/components/voices/support'
import { useFreshVoices } from '~/components/voices/use-fresh-voices'
import { Way } from '~/components/voices/way'
import { showVoice, supportVoice } from '~/domain/voices/index.server'
import { canKeepVoices } from '~/domain/voices/policy'
import { supportInput } from '~/domain/voices/schema'
import { act, go, intent, page } from '~/http/handle.server'
import { useT } from '~/i18n'
import voicesCss from '~/styles/pages/voices.css?url'

export const handle = definePage<typeof loader>({ title: (t, data) => data?.voice.title ?? t('voices.title') })
export const links = styles(voicesCss)

export const loader = page('member', async ({ ctx, params }) => ({ voice: await showVoice(ctx, params['topic'] ?? ''), keeps: canKeepVoices(ctx.actor) }))

export const action = act('member', {
  default: intent(supportInput, async ({ ctx, params }, input) => {
    await supportVoice(ctx, params['topic'] ?? '', input)
    return go(`/voices/${params['topic']}`)
  }),
})

export default function Voice() {
  const t = useT()
  const { voice, keeps } = useLoaderData<typeof loader>()
  const rest = voice.sources + voice.supporters - voice.from.length
  useFreshVoices(voice.no)
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: '/voices', label: t('voices.title') }]} />
      <article className="stack g-32" aria-labelledby="vt">
        <header className="stack g-8">
          <p className="row"><StepBadge step={voice.step} /><span className="small muted"><span lang="ja">{voice.department}</span>・{t('voices.count', { count: voice.sources + voice.supporters })}</span></p>
          <h1 id="vt" lang="ja">{voice.title}</h1>
        </header>
        <section aria-labelledby="vb"><h2 id="vb" className="h-s">{t('voices.asked')}</h2><p className="pre-line" lang="ja">{voice.body}</p></section>
        <section aria-labelledby="vw"><h2 id="vw" className="h-s">{t('voices.way')}</h2><Way voice={voice} /></section>
        <Support voice={voice} />
        {(voice.from.length > 0 || rest > 0) && (
          <section aria-labelledby="vf">
            <h2 id="vf" className="h-s">{t('voices.from')}</h2>
            {voice.from.length > 0 && (
              <ul className="voices">
                {voice.from.map((s) => (
                  <li key={s.id}>
                    <p lang="ja">「{s.text}」</p>
                    <p className="small muted row"><Icon name={s.kind === 'post' ? 'board' : 'hand'} /><Link to={s.href} lang="ja">{s.title}</Link><TimeText at={s.at} style="date" /></p>
                  </li>
                ))}
              </ul>
            )}
            {rest > 0 && <p className="small muted">{t('voices.from_rest', { count: rest })}</p>}
          </section>
        )}
        {keeps && <p><MoreLink to={`/desk/voices/${voice.no}`}>{t('voices.keep')}</MoreLink></p>}
      </article>
    </div>
  )
}
