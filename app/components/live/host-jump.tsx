import type { RoomState } from '~/domain/live/fold.ts'
import { useT } from '~/i18n/index.tsx'

/** On a phone the columns stand below one another: the way to each, with how many wait there. */
export function HostJump({ state }: { state: RoomState }) {
  const t = useT()
  const count = (status: string) => state.questions.filter((q) => q.status === status).length
  return (
    <nav className="host-jump" aria-label={t('live.jump')}>
      <div className="seg">
        <a href="#hc2">{t('live.jump_answer')} <span className="num">{count('approved')}</span></a>
        <a href="#hc1">{t('live.to_check')} <span className="num">{count('pending')}</span></a>
        <a href="#polls">{t('polls.form')} <span className="num">{state.polls.length}</span></a>
        <a href="#hc3">{t('live.done')}</a>
      </div>
    </nav>
  )
}
