import { useMemo } from 'react'
import { formatAgo } from '~/core/dates.ts'
import type { Question, RoomState } from '~/domain/live/fold.ts'
import { canMergeInto } from '~/domain/live/policy.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import { Button } from '../ui/button.tsx'
import { Count } from '../ui/count.tsx'
import { Icon } from '../ui/icon.tsx'
import { useAskerName } from './asker-name.tsx'
import { CommandForm } from './command-form.tsx'
import { Dismiss } from './host-dismiss.tsx'
import type { OnAnswer } from './host-room.tsx'
import { HostMarks, QuestionTools, type Tools, ToolsLink } from './host-tools.tsx'
import { IfInHand } from './in-hand.tsx'
import { mostAlike } from './similar.ts'
import type { Filter } from './use-filter.ts'
import { useNow } from './use-now.ts'
import { usePendingNews } from './use-pending-news.ts'

type Props = { eventId: string; state: RoomState; now: string; filter: Filter; tools: Tools; onAnswer: OnAnswer }

/** So many are compared with the others; whoever has more waiting has no time for hints. */
const COMPARED = 30
const AMONG = 300

/** 確認待ち: shown or left out by the host, the oldest first. */
export function CheckColumn({ eventId, state, now, filter, tools, onAnswer }: Props) {
  const t = useT()
  const pending = state.questions.filter((q) => q.status === 'pending')
  const shown = state.questions.filter((q) => canMergeInto(q.status)).slice(-AMONG)
  // Compared again when there are others to compare, not with every vote.
  const texts = [...pending.slice(0, COMPARED), ...shown].map((q) => q.text).join('\n')
  const alike = useMemo(() => new Map(pending.slice(0, COMPARED).map((q) => [q.id, mostAlike(q.text, shown)?.text])), [texts]) // oxlint-disable-line react-hooks/exhaustive-deps
  const present = useNow(now)
  const news = usePendingNews(pending.length, t('live.to_check_n', { count: pending.length }))
  const found = pending.filter(filter.fits)
  return (
    <section className="hcol" aria-labelledby="hc1">
      <div className="hcol-h">
        <h2 id="hc1">{t('live.to_check')}</h2>
        <Count n={pending.length} label={t('common.items', { count: pending.length })} />
        <IfInHand>
          <CommandForm className="push" command="live:switch-moderation" intent="switch-moderation" input={{ eventId, isOn: !state.isModerated }} onAnswer={onAnswer}>
            <button type="submit" role="switch" aria-checked={state.isModerated} className="hswitch small"><span className="switch-knob" aria-hidden="true" />{t('live.moderated')}</button>
          </CommandForm>
        </IfInHand>
      </div>
      <p className="small muted">{t(state.isModerated ? 'live.moderated_is_on' : 'live.moderated_is_off')}</p>
      {news && <button type="button" role="switch" aria-checked={news.isLoud} className="hswitch small" onClick={news.toggle}><span className="switch-knob" aria-hidden="true" />{t('live.sound')}</button>}
      {found.length === 0 ? <p className="hq-none muted">{t(pending.length === 0 ? 'live.none_to_check' : 'live.archive_none')}</p> : (
        <ul className="hqs">
          {found.map((question) => (
            <Pending key={question.id} question={question} alike={alike.get(question.id)} state={state} now={present} tools={tools} onAnswer={onAnswer} />
          ))}
        </ul>
      )}
    </section>
  )
}

type PendingProps = { question: Question; alike: string | undefined; state: RoomState; now: Date; tools: Tools; onAnswer: OnAnswer }

function Pending({ question, alike, state, now, tools, onAnswer }: PendingProps) {
  const t = useT()
  const lng = useLng()
  const nameOf = useAskerName()
  return (
    <li className="hq" id={`q-${question.id}`} data-item="">
      <p className="q-t" lang="ja">{question.text}</p>
      <p className="small muted"><span lang="ja">{nameOf(question.asker)}</span>{question.asker !== null && <>・{formatAgo(question.askedAt, now, lng)}</>}</p>
      <HostMarks question={question} state={state} />
      {alike !== undefined && <p className="small muted"><Icon name="merge" /> <span lang="ja">{t('live.alike', { question: alike })}</span></p>}
      <IfInHand>
        <div className="hq-a">
          <CommandForm command="live:approve" intent="approve" input={{ questionId: question.id }} onAnswer={onAnswer}>
            <Button type="submit" variant="outline" size="s" data-host-key="a">{t('live.show')}</Button>
          </CommandForm>
          <Dismiss question={question} onAnswer={onAnswer} />
          <ToolsLink question={question} tools={tools} />
        </div>
      </IfInHand>
      <QuestionTools question={question} state={state} tools={tools} onAnswer={onAnswer} />
    </li>
  )
}
