import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { CommandId } from '~/components/form/command-id.tsx'
import { ErrorSummary } from '~/components/form/error-summary.tsx'
import { holdIme } from '~/components/form/ime.ts'
import { RadioCards } from '~/components/form/radio-cards.tsx'
import { refusalOf, typedIn } from '~/components/form/refusal.ts'
import { SubmitButton } from '~/components/form/submit-button.tsx'
import { TextInput } from '~/components/form/text-input.tsx'
import { definePage } from '~/components/layout/define-page.ts'
import { Banner } from '~/components/ui/banner.tsx'
import { Crumb } from '~/components/ui/crumb.tsx'
import { FormerName } from '~/components/ui/former-name.tsx'
import { PageHead } from '~/components/ui/page-head.tsx'
import { Who } from '~/components/ui/who.tsx'
import { readOwnNames, setFormerName } from '~/domain/accounts/index.server.ts'
import { formerNameShown } from '~/domain/accounts/policy.ts'
import { formerNameInput } from '~/domain/accounts/schema.ts'
import { act, go, intent, page } from '~/http/handle.server.ts'
import { useT } from '~/i18n/index.tsx'

export const handle = definePage({ title: (t) => t('former.title') })

export const loader = page('member', async ({ ctx, url }) => ({ names: await readOwnNames(ctx), isSaved: url.searchParams.has('saved') }))

export const action = act('member', {
  default: intent(formerNameInput, async ({ ctx }, input) => {
    await setFormerName(ctx, input)
    return go('/settings/profile?saved')
  }),
})

export default function Profile() {
  const t = useT()
  const { names, isSaved } = useLoaderData<typeof loader>()
  const { card } = names
  const answer = useActionData<typeof action>()
  const refused = refusalOf(answer)
  const labels = { formerName: t('former.name'), formerKana: t('former.kana'), shownTo: t('former.shown_to') }
  return (
    <div className="wrap wrap-narrow stack g-32">
      <Crumb items={[{ to: '/preferences', label: t('prefs.title') }]} />
      <PageHead title={t('former.title')} lead={t('former.lead')} />
      {isSaved && refused === undefined && <Banner tone="success" icon="check" role="status">{t('former.saved')}</Banner>}
      <ErrorSummary errors={refused?.errors} labels={labels} />
      <Form method="post" className="card stack g-24" noValidate key={JSON.stringify([names, refused?.values])}>
        <CommandId renewOn={answer ?? names} />
        <TextInput name="formerName" label={labels.formerName} hint={t('former.name_hint')} optional error={refused?.errors['formerName']} defaultValue={typedIn(refused, 'formerName', names.formerName)} lang="ja" autoComplete="off" width="m" onKeyDown={holdIme} />
        <TextInput name="formerKana" label={labels.formerKana} hint={t('former.kana_hint')} optional error={refused?.errors['formerKana']} defaultValue={typedIn(refused, 'formerKana', names.formerKana)} lang="ja" autoComplete="off" width="m" onKeyDown={holdIme} />
        <RadioCards name="shownTo" label={labels.shownTo} error={refused?.errors['shownTo']} defaultValue={typedIn(refused, 'shownTo', names.shownTo)} options={formerNameShown.map((value) => ({ value, label: t(`former.${value}`), hint: t(`former.${value}_hint`) }))} />
        <div className="row"><SubmitButton>{t('former.save')}</SubmitButton></div>
      </Form>
      <section className="card stack" aria-labelledby="seen">
        <h2 className="h-s" id="seen">{t('former.preview')}</h2>
        <Who seed={card.id} name={card.name} shown={<span lang="ja">{t('common.san', { name: card.name })}<FormerName name={card.former} /></span>} meta={<span lang="ja">{names.kana}{card.line !== '' && <><br />{card.line}</>}</span>} />
      </section>
    </div>
  )
}
