import { useEffect, useState } from 'react'
import { CHOICE_LIMIT, type PollKind, postKinds, QUESTION_LIMIT } from '~/domain/polls/policy.ts'
import { useT } from '~/i18n/index.tsx'
import { type Refused, typedIn } from '../form/refusal.ts'
import { Select } from '../form/select.tsx'
import { TextArea } from '../form/text-area.tsx'
import { TextInput } from '../form/text-input.tsx'

type Props = { /** Those of posts when not said. */ kinds?: readonly PollKind[]; /** Closed by hand, its results shown at once or in the end. */ isInRoom?: boolean; errors?: Record<string, string> | undefined; refused?: Refused | undefined; /** What stands there already, by field. */ before?: Record<string, string>; takesFocus?: boolean }

/** The fields that make a poll. Without JavaScript all of them show; with it those that the kind of answer needs. */
export default function PollFields({ kinds = postKinds, isInRoom = false, errors, refused, before = {}, takesFocus = false }: Props) {
  const t = useT()
  const [kind, setKind] = useState<string | null>(null)
  const typed = (name: string, preset = '') => typedIn(refused, name, before[name] ?? preset)
  const first = typed('pollKind', 'one')
  useEffect(() => {
    setKind(first)
    if (takesFocus) document.getElementById('f-pollQuestion')?.focus()
    // oxlint-disable-next-line react/exhaustive-deps -- once, when it appears
  }, [])
  const shows = (...those: string[]) => kind === null || those.includes(kind)
  return (
    <fieldset className="poll poll-form stack g-16">
      <legend className="label">{t('polls.form')}</legend>
      <TextInput name="pollQuestion" label={t('polls.question')} error={errors?.['pollQuestion']} defaultValue={typed('pollQuestion')} autoComplete="off" lang="ja" maxLength={QUESTION_LIMIT * 2} />
      <Select name="pollKind" label={t('polls.kind')} error={errors?.['pollKind']} defaultValue={first} onChange={(event) => setKind(event.target.value)} options={kinds.map((value) => ({ value, label: t(`polls.kind_${value}`) }))} />
      {shows('one', 'many', 'ranking') && <TextArea name="pollChoices" label={t('polls.choices')} hint={t('polls.choices_hint')} rows={3} error={errors?.['pollChoices']} defaultValue={typed('pollChoices')} lang="ja" />}
      {shows('many', ...(kinds.includes('cloud') ? ['cloud'] : [])) && <TextInput name="pollMost" label={t(kind === 'cloud' ? 'polls.most_words' : 'polls.most')} hint={t(kind === 'cloud' ? 'polls.most_words_hint' : 'polls.most_hint')} width="s" inputMode="numeric" error={errors?.['pollMost']} defaultValue={typed('pollMost')} autoComplete="off" />}
      {shows('scale') && (
        <>
          <TextInput name="pollLow" label={t('polls.low')} error={errors?.['pollLow']} defaultValue={typed('pollLow')} autoComplete="off" lang="ja" maxLength={CHOICE_LIMIT * 2} />
          <TextInput name="pollHigh" label={t('polls.high')} error={errors?.['pollHigh']} defaultValue={typed('pollHigh')} autoComplete="off" lang="ja" maxLength={CHOICE_LIMIT * 2} />
        </>
      )}
      <Select name="pollShows" label={t('polls.shows')} error={errors?.['pollShows']} defaultValue={typed('pollShows', 'always')} options={(isInRoom ? (['always', 'closed'] as const) : (['always', 'voted', 'closed'] as const)).map((value) => ({ value, label: t(`polls.shows_${value}`) }))} />
      {!isInRoom && <TextInput name="pollCloses" type="datetime-local" label={t('polls.closes')} hint={t('polls.closes_hint')} error={errors?.['pollCloses']} defaultValue={typed('pollCloses')} />}
    </fieldset>
  )
}
