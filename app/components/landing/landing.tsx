import { useT } from '~/i18n/index.tsx'
import { useOrganisation } from '../layout/root-data.ts'
import { ButtonLink } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { MoreLink } from '../ui/more-link.tsx'
import { Phrase } from '../ui/phrase.tsx'
import { HeroArt, HeroLand } from './hero-art.tsx'

/** What a guest sees at `/`: what this is, what one can do here, how to get in, what happens to one's data. */
export function Landing() {
  return (
    <>
      <Hero />
      <WhatYouCanDo />
      <HowToJoin />
    </>
  )
}

function Hero() {
  const t = useT()
  const { name } = useOrganisation()
  return (
    <section className="hero">
      <div className="wrap hero-grid">
        <div className="stack g-24">
          <h1 className="hero-h"><span className="eyebrow">{name}</span><span className="display"><Phrase>{t('landing.title')}</Phrase></span></h1>
          <p className="hero-lead">{t('landing.lead')}</p>
          <div className="row">
            <ButtonLink variant="primary" to="/login">{t('nav.login')}</ButtonLink>
            <ButtonLink variant="outline" to="/join">{t('landing.join')}</ButtonLink>
            <ButtonLink variant="text" to="/policies/help">{t('landing.how')}</ButtonLink>
          </div>
          <p className="small muted">{t('landing.who')}</p>
        </div>
        <HeroArt />
      </div>
      <HeroLand />
    </section>
  )
}

function WhatYouCanDo() {
  const t = useT()
  return (
    <section className="wrap land-sec" aria-labelledby="can">
      <h2 id="can" className="land-h">{t('landing.can_title')}</h2>
      <div className="land-grid">
        {([['talk', 'board'], ['learn', 'hand'], ['ask', 'people'], ['know', 'news']] as const).map(([what, icon]) => (
          <div key={what}>
            <span className="land-ic"><Icon name={icon} /></span>
            <h3>{t(`landing.${what}_title`)}</h3>
            <p>{t(`landing.${what}_text`)}</p>
          </div>
        ))}
      </div>
    </section>
  )
}

function HowToJoin() {
  const t = useT()
  return (
    <section className="land-band">
      <div className="wrap cols-half">
        <div className="stack">
          <h2 className="land-h">{t('landing.steps_title')}</h2>
          <ol className="steps">
            {(['step1', 'step2', 'step3'] as const).map((step) => <li key={step}><strong>{t(`landing.${step}_title`)}</strong><span>{t(`landing.${step}_text`)}</span></li>)}
          </ol>
          <p className="small muted">{t('landing.steps_contact')}</p>
        </div>
        <div className="stack">
          <h2 className="land-h">{t('landing.data_title')}</h2>
          <ul className="ticks">
            {(['data_fields', 'data_anonymous', 'data_fair', 'data_leave'] as const).map((line) => <li key={line}><Icon name="check" /><span>{t(`landing.${line}`)}</span></li>)}
          </ul>
          <p><MoreLink to="/policies/privacy">{t('landing.data_more')}</MoreLink></p>
        </div>
      </div>
    </section>
  )
}
