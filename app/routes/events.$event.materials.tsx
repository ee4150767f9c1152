import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { CommandId } from '~/components/form/command-id'
import { ErrorSummary } from '~/components/form/error-summary'
import { RadioCards } from '~/components/form/radio-cards'
import { refusalOf, typedIn } from '~/components/form/refusal'
import { SubmitButton } from '~/components/form/submit-button'
import { TextInput } from '~/components/form/text-input'
import { definePage } from '~/components/layout/define-page'
import { MaterialLink } from '~/components/proposals/material-list'
import { Crumb } from '~/components/ui/crumb'
import { PageHead } from '~/components/ui/page-head'
import { MATERIAL_TYPES } from '~/domain/files/policy'
import { addMaterial, chooseMaterialsFor, hostedMaterials, removeMaterial } from '~/domain/proposals/index.server'
import { addMaterialInput, dropMaterialInput, materialsForInput } from '~/domain/proposals/schema'
import { act, go, intent, page } from '~/http/handle.server'
import { useT } from '~/i18n'

export const handle = definePage({ title: (t) => t('materials.title') })

export const loader = page('member', ({ ctx, params }) => hostedMaterials(ctx, params['event'] ?? ''))

const back = (params: Record<string, string | undefined>) => go(`/events/${params['event']}/materials`)

export const action = act('member', {
  add: intent(addMaterialInput, async ({ ctx, params, files }, input) => {
    const file = files['file']
    await addMaterial(ctx, params['event'] ?? '', input, { name: file?.name ?? '', bytes: new Uint8Array((await file?.arrayBuffer()) ?? []) })
    return back(params)
  }),
  drop: intent(dropMaterialInput, async ({ ctx, params }, input) => {
    await removeMaterial(ctx, params['event'] ?? '', input)
    return back(params)
  }),
  who: intent(materialsForInput, async ({ ctx, params }, input) => {
    await chooseMaterialsFor(ctx, params['event'] ?? '', input)
    return back(params)
  }),
})

/** The files beside an event, for who runs it. Files go as a plain form: their address takes more than others. */
export default function Materials() {
  const t = useT()
  const { event, items, isForGoing } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = refusalOf(answer)
  return (
    <div className="wrap wrap-narrow stack g-32">
      <Crumb items={[{ to: `/events/${event.id}`, label: event.title }]} />
      <PageHead title={t('materials.title')} lead={t('materials.lead')} />
      <ErrorSummary errors={refused?.errors} labels={{ file: t('materials.file'), alt: t('materials.alt') }} />
      <section aria-labelledby="kept">
        <h2 id="kept" className="h-s">{t('materials.kept')}</h2>
        {items.length === 0 ? <p className="muted">{t('materials.none')}</p> : (
          <ul className="list">
            {items.map((m) => (
              <li key={m.id} className="row row-between">
                <MaterialLink material={m} />
                <Form method="post"><input type="hidden" name="intent" value="drop" /><input type="hidden" name="file" value={m.id} /><CommandId /><SubmitButton variant="text" size="s" aria-label={t('materials.drop_of', { name: m.name })}>{t('materials.drop')}</SubmitButton></Form>
              </li>
            ))}
          </ul>
        )}
      </section>
      <Form method="post" encType="multipart/form-data" reloadDocument className="card stack g-16" aria-label={t('materials.add')}>
        <input type="hidden" name="intent" value="add" />
        <CommandId renewOn={answer} />
        <TextInput name="file" type="file" accept={MATERIAL_TYPES} label={t('materials.file')} hint={t('materials.file_hint')} required error={refused?.errors['file']} />
        <TextInput name="alt" label={t('materials.alt')} hint={t('materials.alt_hint')} error={refused?.errors['alt']} defaultValue={typedIn(refused, 'alt')} autoComplete="off" lang="ja" />
        <div><SubmitButton icon="plus">{t('materials.add')}</SubmitButton></div>
      </Form>
      <Form method="post" className="stack g-16">
        <input type="hidden" name="intent" value="who" />
        <CommandId renewOn={answer} />
        <RadioCards name="who" label={t('materials.who')} defaultValue={isForGoing ? 'going' : 'all'} options={(['all', 'going'] as const).map((who) => ({ value: who, label: t(`materials.who_${who}`) }))} />
        <div><SubmitButton variant="outline">{t('proposals.save')}</SubmitButton></div>
      </Form>
    </div>
  )
}
