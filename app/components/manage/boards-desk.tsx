import { Form, Link } from '@remix-run/react'
import { type ReactNode } from 'react'
import type { EditableBoard } from '~/domain/boards/index.server.ts'
import { useT } from '~/i18n/index.tsx'
import { CommandId } from '../form/command-id.tsx'
import { ErrorSummary } from '../form/error-summary.tsx'
import { refusalOf, typedIn } from '../form/refusal.ts'
import { SubmitButton } from '../form/submit-button.tsx'
import { TextInput } from '../form/text-input.tsx'
import { Badge } from '../ui/badge.tsx'
import { PageHead } from '../ui/page-head.tsx'

type Props = { boards: EditableBoard[]; tags: string[]; editing: string | null; answer: unknown }

/** The boards as 事務局 orders, names and archives them, and the tags it offers. */
export function BoardsDesk({ boards, tags, editing, answer }: Props) {
  const t = useT()
  const refused = refusalOf(answer)
  const at = typedIn(refused, 'intent')
  const edited = boards.find((b) => b.id === editing)
  const typed = (name: string, before = '') => (at === 'save' ? typedIn(refused, name, before) : before)
  const labels = { name: t('manage.board_name'), description: t('manage.board_description'), slug: t('manage.board_slug'), tags: t('boards.tags') }
  return (
    <>
      <PageHead title={t('nav.desk_boards')} lead={t('manage.boards_lead')} />
      <ErrorSummary errors={refused?.errors} labels={labels} />
      <section aria-labelledby="all-boards">
        <h2 id="all-boards" className="h-s">{t('manage.boards_order')}</h2>
        <ol className="list">
          {boards.map((board, i) => (
            <li key={board.id} className="stack g-8">
              <p className="row row-between">
                <span className="min0"><strong lang="ja">{board.name}</strong> {board.isArchived && <Badge tone="line" icon="lock">{t('manage.archived')}</Badge>}<br /><span className="small muted" lang="ja">{board.description}</span></span>
                <span className="small muted">{t('boards.topics', { count: board.topics })}</span>
              </p>
              <div className="row">
                {(['up', 'down'] as const).map((direction) => (
                  <Deed key={direction} intent="move" fields={{ id: board.id, direction }} answer={answer} label={t(`manage.move_${direction}_of`, { name: board.name })} isOff={direction === 'up' ? i === 0 : i === boards.length - 1}>{t(`manage.move_${direction}`)}</Deed>
                ))}
                <Deed intent="archive" fields={{ id: board.id, isArchived: board.isArchived ? 'off' : 'on' }} answer={answer} label={t(board.isArchived ? 'manage.open_of' : 'manage.archive_of', { name: board.name })}>{t(board.isArchived ? 'manage.open_board' : 'manage.archive_board')}</Deed>
                <Link className="btn btn-text btn-s" to={`/desk/boards?edit=${board.id}#edit`} aria-label={t('manage.change_of', { name: board.name })}>{t('manage.change_board')}</Link>
              </div>
            </li>
          ))}
        </ol>
      </section>
      <section aria-labelledby="edit">
        <h2 id="edit" className="h-s">{edited === undefined ? t('manage.new_board') : t('manage.change_of', { name: edited.name })}</h2>
        <Form method="post" action={edited === undefined ? '/desk/boards' : `/desk/boards?edit=${edited.id}`} className="stack g-16 formbox" key={edited?.id ?? 'new'}>
          <input type="hidden" name="intent" value="save" />
          {edited !== undefined && <input type="hidden" name="id" value={edited.id} />}
          <CommandId renewOn={answer} />
          <TextInput name="name" label={labels.name} required error={at === 'save' ? refused?.errors['name'] : undefined} defaultValue={typed('name', edited?.name)} autoComplete="off" lang="ja" />
          <TextInput name="description" label={labels.description} required error={at === 'save' ? refused?.errors['description'] : undefined} defaultValue={typed('description', edited?.description)} autoComplete="off" lang="ja" />
          {edited === undefined && <TextInput name="slug" label={labels.slug} optional hint={t('manage.slug_hint')} error={refused?.errors['slug']} defaultValue={typed('slug')} autoComplete="off" spellCheck={false} />}
          <div className="row"><SubmitButton>{edited === undefined ? t('manage.make_board') : t('manage.save')}</SubmitButton>{edited !== undefined && <Link className="btn btn-text" to="/desk/boards">{t('common.cancel')}</Link>}</div>
        </Form>
      </section>
      <section aria-labelledby="offered">
        <h2 id="offered" className="h-s">{t('manage.tags_title')}</h2>
        <p className="small muted">{t('manage.tags_text')}</p>
        <ul className="list">
          {tags.map((tag) => <li key={tag}><div className="row row-between"><span lang="ja">{tag}</span><Deed intent="offer" fields={{ tags: tag, isOffered: 'off' }} answer={answer} label={t('manage.withdraw_tag_of', { tag })}>{t('manage.withdraw_tag')}</Deed></div></li>)}
        </ul>
        <Form method="post" className="stack g-16 formbox">
          <input type="hidden" name="intent" value="offer" />
          <input type="hidden" name="isOffered" value="on" />
          <CommandId renewOn={answer} />
          <TextInput name="tags" label={labels.tags} hint={t('boards.tags_hint')} error={refused?.errors['tags']} defaultValue={at === 'offer' ? typedIn(refused, 'tags') : ''} autoComplete="off" lang="ja" />
          <p><SubmitButton variant="outline" size="s">{t('manage.offer_tag')}</SubmitButton></p>
        </Form>
      </section>
    </>
  )
}

/** One button that does one thing to one row. `label` names the row. */
function Deed({ intent, fields, answer, label, isOff = false, children }: { intent: string; fields: Record<string, string>; answer: unknown; label: string; isOff?: boolean; children: ReactNode }) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value={intent} />
      {Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <CommandId renewOn={answer} />
      <SubmitButton variant="outline" size="s" aria-label={label} disabled={isOff}>{children}</SubmitButton>
    </Form>
  )
}
