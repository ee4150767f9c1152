import { Form } from '@remix-run/react'
import type { Level } from '~/domain/attention/policy.ts'
import type { EventPage } from '~/domain/events/index.server.ts'
import { useT } from '~/i18n/index.tsx'
import { attentionPage, LevelControl, RaisedLine } from '../attention/level-control.tsx'
import { CommandId } from '../form/command-id.tsx'
import { SubmitButton } from '../form/submit-button.tsx'

/** Under the registration: 「興味あり」 for who has not joined, and how much one hears of the event. */
export function EventAttention({ event: { card, mine }, attention: { level, chosen } }: { event: EventPage; attention: { level: Level; chosen: Level | null } }) {
  const t = useT()
  const isAhead = card.phase === 'ahead' || card.phase === 'soon'
  const isInterested = chosen === 'tracking'
  return (
    <div className="stack g-8 sem-level">
      {isAhead && mine === null && !card.isHosted && card.standing !== 'draft' && (
        <Form method="post" action={attentionPage({ kind: 'event', id: card.id })} preventScrollReset className="stack g-4">
          <CommandId renewOn={chosen} />
          <SubmitButton variant="quiet" block icon={isInterested ? 'check' : 'star'} name="level" value={isInterested ? 'auto' : 'tracking'} aria-pressed={isInterested}>{t(isInterested ? 'attention.interested_on' : 'attention.interested')}</SubmitButton>
          <span className="small muted">{t('attention.interested_note')}</span>
        </Form>
      )}
      {mine !== null && isAhead && chosen === null && level === 'watching' && <RaisedLine kind="event" id={card.id} level="watching" />}
      <LevelControl kind="event" id={card.id} level={level} chosen={chosen} />
    </div>
  )
}
