import type { ManagedTopic } from '~/domain/boards/index.server.ts'
import { useT } from '~/i18n/index.tsx'
import { Select } from '../form/select.tsx'
import { TextInput } from '../form/text-input.tsx'
import { ManageForm } from './manage-form.tsx'

type Props = { topic: ManagedTopic; renewOn: unknown; errors: (intent: string) => Record<string, string> | undefined; typed: (intent: string, name: string, before?: string) => string }

/** Moving a topic to another board, posts of it to a topic of their own, or all of it into another topic. */
export function MoveForms({ topic: { facts, boards }, renewOn, errors, typed }: Props) {
  const t = useT()
  const rooms = boards.map((b) => ({ value: b.slug, label: b.name }))
  return (
    <>
      <ManageForm title={t('manage.move_title')} text={t('manage.move_text')} intent="move" button={t('manage.move')} renewOn={renewOn}>
        <Select name="board" id="f-move-board" label={t('boards.field_board')} defaultValue={typed('move', 'board', facts.board.slug)} error={errors('move')?.['board']} options={rooms} />
      </ManageForm>
      <ManageForm title={t('manage.split_title')} text={t('manage.split_text')} intent="split" button={t('manage.split')} renewOn={renewOn}>
        <TextInput name="nos" label={t('manage.split_nos')} hint={t('manage.split_hint')} required error={errors('split')?.['nos']} defaultValue={typed('split', 'nos')} autoComplete="off" />
        <TextInput name="title" label={t('boards.field_title')} required error={errors('split')?.['title']} defaultValue={typed('split', 'title')} autoComplete="off" lang="ja" />
        <Select name="board" id="f-split-board" label={t('boards.field_board')} defaultValue={typed('split', 'board', facts.board.slug)} error={errors('split')?.['board']} options={rooms} />
      </ManageForm>
      <ManageForm title={t('manage.merge_title')} text={t('manage.merge_text')} intent="merge" button={t('manage.merge')} renewOn={renewOn}>
        <TextInput name="into" label={t('manage.merge_into')} hint={t('manage.merge_hint')} required error={errors('merge')?.['into']} defaultValue={typed('merge', 'into')} autoComplete="off" spellCheck={false} />
      </ManageForm>
    </>
  )
}
