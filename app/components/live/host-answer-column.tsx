import type { Question, RoomState, Tally } from '~/domain/live/fold.ts'
import { isAnswered } from '~/domain/live/policy.ts'
import { useT } from '~/i18n/index.tsx'
import { useAnnounce } from '../layout/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useAskerName } from './asker-name.tsx'
import { CommandForm } from './command-form.tsx'
import { Dismiss } from './host-dismiss.tsx'
import type { OnAnswer } from './host-room.tsx'
import { HostMarks, QuestionTools, type Tools, ToolsLink } from './host-tools.tsx'
import { IfInHand } from './in-hand.tsx'
import { QuestionFinder } from './question-finder.tsx'
import { type Filter, FOUND_FROM } from './use-filter.ts'
import { TallyLine } from './tally-line.tsx'
import { useNow } from './use-now.ts'
import { useStableOrder } from './use-stable-order.ts'

type Props = { state: RoomState; now: string; tally: Tally; filter: Filter; tools: Tools; onAnswer: OnAnswer }

/** いま回答中 and 次の質問. */
export function AnswerColumn({ state, now, tally, filter, tools, onAnswer }: Props) {
  const t = useT()
  const announce = useAnnounce()
  const next = state.questions.filter((q) => q.status === 'approved')
  const { ordered, isStale, heading, sortAgain } = useStableOrder(next)
  const answering = state.questions.find((q) => q.status === 'answering')
  const found = ordered.filter(filter.fits)
  return (
    <section className="hcol hcol-mid" aria-labelledby="hc2">
      {answering ? <Now question={answering} state={state} now={now} tools={tools} onAnswer={onAnswer} /> : (
        <div className="card now-host is-empty"><h2 id="hc2" className="h-s">{t(state.questions.some((q) => isAnswered(q.status)) ? 'live.between' : 'live.nothing_answering')}</h2></div>
      )}
      <div className="hcol-h">
        <h2 ref={heading} tabIndex={-1}>{t('live.next')}</h2>
        <span className="small muted">{t('live.next_order', { count: next.length })}</span>
        {isStale && <span className="push"><Button variant="text" size="s" icon="swap" onClick={() => { sortAgain(); announce(t('live.sorted_again')) }}>{t('live.sort_again')}</Button></span>}
      </div>
      {(state.questions.length >= FOUND_FROM || filter.isOn) && <QuestionFinder filter={filter} labels={state.labels} found={state.questions.filter(filter.fits).length} />}
      {found.length === 0 ? <p className="hq-none muted">{t(ordered.length === 0 ? 'live.none_next' : 'live.archive_none')}</p> : (
        <ol className="aqs">{found.map((question) => <Next key={question.id} question={question} state={state} tools={tools} onAnswer={onAnswer} />)}</ol>
      )}
      <TallyLine tally={tally} />
    </section>
  )
}

function Now({ question, state, now, tools, onAnswer }: { question: Question; state: RoomState; now: string; tools: Tools; onAnswer: OnAnswer }) {
  const t = useT()
  const nameOf = useAskerName()
  const minutes = Math.max(0, Math.floor((useNow(now).getTime() - new Date(question.answeringAt ?? now).getTime()) / 60_000))
  return (
    <div className="card card-live now-host" data-item="">
      <div className="row row-between">
        <p className="eyebrow live-t"><Icon name="mic" />{t('live.answering')}</p>
        <span className="num small">{t('live.for_minutes', { count: minutes })}</span>
      </div>
      <h2 id="hc2" className="ans-t" lang="ja">{question.text}</h2>
      <p className="small muted"><span lang="ja">{nameOf(question.asker)}</span>・{t('live.want', { count: question.votes })}</p>
      <HostMarks question={question} state={state} />
      <IfInHand>
        <div className="row">
          <CommandForm command="live:answered" intent="answered" input={{ questionId: question.id }} onAnswer={onAnswer}>
            <Button type="submit" variant="primary" icon="check" data-host-key="d">{t('live.mark_answered')}</Button>
          </CommandForm>
          <CommandForm command="live:defer" intent="defer" input={{ questionId: question.id }} onAnswer={onAnswer}>
            <Button type="submit" size="s">{t('live.defer')}</Button>
          </CommandForm>
          <CommandForm command="live:reopen" intent="reopen" input={{ questionId: question.id }} onAnswer={onAnswer}>
            <Button type="submit" variant="text" size="s" icon="undo" data-host-key="u">{t('live.put_back')}</Button>
          </CommandForm>
          <ToolsLink question={question} tools={tools} />
        </div>
      </IfInHand>
      <QuestionTools question={question} state={state} tools={tools} onAnswer={onAnswer} />
    </div>
  )
}

function Next({ question, state, tools, onAnswer }: { question: Question; state: RoomState; tools: Tools; onAnswer: OnAnswer }) {
  const t = useT()
  const nameOf = useAskerName()
  return (
    <li className={tools.openId === question.id ? 'aq is-open' : 'aq'} id={`q-${question.id}`} data-item="">
      <span className="aq-n num"><span className="sr">{t('live.want', { count: question.votes })}</span><span aria-hidden="true">{question.votes}</span></span>
      <div className="min0 aq-t">
        <p className="q-t" lang="ja">{question.text}</p>
        <p className="small muted" lang="ja">{nameOf(question.asker)}</p>
        <HostMarks question={question} state={state} />
      </div>
      <IfInHand>
        <div className="aq-a">
          {state.status === 'open' && (
            <CommandForm command="live:answer" intent="answer" input={{ questionId: question.id }} onAnswer={onAnswer}>
              <Button type="submit" variant="outline" size="s" icon="mic" data-host-key="s">{t('live.answer')}</Button>
            </CommandForm>
          )}
          <Dismiss question={question} onAnswer={onAnswer} isSmall />
          <ToolsLink question={question} tools={tools} />
        </div>
      </IfInHand>
      <QuestionTools question={question} state={state} tools={tools} onAnswer={onAnswer} />
    </li>
  )
}
