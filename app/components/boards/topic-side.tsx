import type { Participants } from '~/domain/boards/index.server.ts'
import type { TopicAttention } from '~/domain/boards/views.ts'
import { useT } from '~/i18n/index.tsx'
import { LevelControl } from '../attention/level-control.tsx'
import { CommandId } from '../form/command-id.tsx'
import { SubmitButton } from '../form/submit-button.tsx'
import { Kept } from '../layout/still.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Form, Link } from '../ui/link.tsx'

type Props = { topicId: string; attention: TopicAttention; people: Participants; isClosed: boolean; canModerate: boolean; canDescribe: boolean }

/** Beside a topic: how much one hears of it, who takes part, and what 事務局 can do. */
export function TopicSide({ topicId, attention, people, isClosed, canModerate, canDescribe }: Props) {
  const t = useT()
  return (
    <aside className="stack g-32 sticky topic-side" aria-label={t('boards.about_topic')}>
      <LevelControl kind="topic" id={topicId} level={attention.level} chosen={attention.chosen} />
      {people.count > 0 && (
        <Kept as="div" name="people" made={people}>
          {() => (
            <>
              <h2 className="h-s">{t('boards.people_title')}</h2>
              <p className="avs">{people.people.map((p) => <Avatar key={p.id} seed={p.id} name={p.name} />)}</p>
              <p className="sr" lang="ja">{people.people.map((p) => t('common.san', { name: p.name })).join('、')}</p>
              {people.count > people.people.length && <p className="small muted">{t('boards.people_more', { count: people.count - people.people.length })}</p>}
            </>
          )}
        </Kept>
      )}
      {canDescribe && <p><Link to={`/topics/${topicId}/manage`}>{canModerate ? t('boards.manage') : t('boards.describe')}</Link></p>}
      {canModerate && (
        <div>
          <h2 className="h-s">{t('boards.for_staff')}</h2>
          <Form method="post">
            <input type="hidden" name="intent" value={isClosed ? 'reopen' : 'close'} />
            <CommandId renewOn={isClosed} />
            <SubmitButton variant="outline" size="s" icon={isClosed ? 'undo' : 'lock'}>{isClosed ? t('boards.reopen_topic') : t('boards.close_topic')}</SubmitButton>
          </Form>
        </div>
      )}
    </aside>
  )
}
