import { useLocation } from '@remix-run/react'
import { useState } from 'react'
import { type AttentionKind, type Level, offered } from '~/domain/attention/policy.ts'
import { randomId } from '~/core/ids.ts'
import { useT } from '~/i18n/index.tsx'
import { CommandId } from '../form/command-id.tsx'
import { SubmitButton } from '../form/submit-button.tsx'
import { Kept } from '../layout/still.tsx'
import { Banner } from '../ui/banner.tsx'
import { Icon } from '../ui/icon.tsx'
import { Form, Link } from '../ui/link.tsx'

type Target = { kind: AttentionKind; id: string }
type Props = Target & { level: Level; chosen: Level | null }

export const attentionPage = ({ kind, id }: Target): string => `/attention/${kind}/${id}`

/** Where a choice leads back to: this page. */
const useReturn = (): string => {
  const { pathname, search } = useLocation()
  return pathname + search.replace(/[?&]raised=\d/, '')
}
const Hidden = ({ renewOn, returnTo, commandId }: { renewOn: unknown; returnTo: string; commandId?: string }) => <><input type="hidden" name="returnTo" value={returnTo} /><CommandId renewOn={renewOn} first={commandId} /></>

/** Chooses how much one hears of something: folded away, with what holds now in its summary. */
export function LevelControl({ kind, id, level, chosen }: Props) {
  const t = useT()
  const [commandId] = useState(randomId)
  const returnTo = useReturn()
  const field = `level-${id}`
  return (
    <Kept as="details" name="level" made={[kind, id, level, chosen]} holes={{ returnTo, commandId }} className="level">
      {(hole) => (
        <>
          <summary><Icon name={level === 'muted' ? 'off' : 'bell'} />{t('attention.title')}<span className="small muted">{t(`attention.levels.${level}`)}</span></summary>
          <Form method="post" action={attentionPage({ kind, id })} preventScrollReset className="stack g-8">
            <Hidden renewOn={`${level} ${chosen}`} returnTo={hole('returnTo')} commandId={hole('commandId')} />
            <label className="sr" htmlFor={field}>{t('attention.title')}</label>
            <select className="select" id={field} name="level" key={chosen} defaultValue={chosen ?? 'auto'}>
              <option value="auto">{t('attention.auto', { level: t(`attention.levels.${chosen === null ? level : 'normal'}`) })}</option>
              {offered[kind].map((l) => <option key={l} value={l}>{`${t(`attention.levels.${l}`)}：${t(`attention.notes.${l}`)}`}</option>)}
            </select>
            <p className="row g-8"><SubmitButton variant="outline" size="s">{t('attention.save')}</SubmitButton><Link className="small" to={attentionPage({ kind, id })}>{t('attention.explain')}</Link></p>
          </Form>
        </>
      )}
    </Kept>
  )
}

/** Says that a level has risen by what one did, and takes it back. */
export function RaisedLine({ kind, id, level }: Target & { level: 'watching' | 'tracking' }) {
  const t = useT()
  const returnTo = useReturn()
  return (
    <Banner icon="bell" role="status">
      <Form method="post" action={attentionPage({ kind, id })} preventScrollReset className="row g-8 raised">
        <Hidden renewOn={level} returnTo={returnTo} />
        <span>{t(`attention.raised.${kind === 'event' ? 'event' : 'topic'}_${level}`)}</span>
        <SubmitButton variant="text" size="s" name="level" value="undo">{t('attention.undo')}</SubmitButton>
      </Form>
    </Banner>
  )
}
