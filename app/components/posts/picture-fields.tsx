import { smallImage } from '~/core/richtext/images.ts'
import { PICTURES, IMAGE_TYPES } from '~/domain/files/policy.ts'
import { useT } from '~/i18n/index.tsx'
import { Checkbox } from '../form/checkbox.tsx'
import { type Refused, typedIn } from '../form/refusal.ts'
import { TextInput } from '../form/text-input.tsx'

/** Labels of these fields, for a summary of what is wrong. */
export function usePictureLabels(): Record<string, string> {
  const t = useT()
  return Object.fromEntries(PICTURES.flatMap((n) => [[`image${n}`, t('pictures.one', { n })], [`alt${n}`, t('pictures.alt', { n })]]))
}

/** Pictures below a text, in a form that goes without JavaScript. One that was kept stays when the form comes back. */
export default function PictureFields({ refused, isRequired = false }: { refused: Refused | undefined; isRequired?: boolean }) {
  const t = useT()
  const labels = usePictureLabels()
  return (
    <fieldset className="stack g-16">
      <legend className="label">{t('pictures.title')}</legend>
      <p className="hint">{t('editor.image_hint')}</p>
      {PICTURES.map((n) => {
        const kept = typedIn(refused, `picture${n}`)
        return (
          <div key={n} className="card stack g-16">
            {kept !== '' && (
              <>
                <input type="hidden" name={`picture${n}`} value={kept} />
                <img width="160" src={smallImage(kept)} alt={t('pictures.kept', { n })} />
              </>
            )}
            <TextInput name={`image${n}`} type="file" accept={IMAGE_TYPES} label={labels[`image${n}`]} required={isRequired && n === 1 && kept === ''} optional={!isRequired || n > 1} hint={kept === '' ? undefined : t('pictures.again')} error={refused?.errors[`image${n}`]} />
            <TextInput name={`alt${n}`} label={labels[`alt${n}`]} hint={t('editor.image_alt_hint')} error={refused?.errors[`alt${n}`]} defaultValue={typedIn(refused, `alt${n}`)} autoComplete="off" lang="ja" />
            <Checkbox name={`isDecorative${n}`} label={t('editor.image_decorative')} defaultChecked={typedIn(refused, `isDecorative${n}`) === 'on'} />
            {kept !== '' && <Checkbox name={`drop${n}`} label={t('pictures.drop')} defaultChecked={typedIn(refused, `drop${n}`) === 'on'} />}
          </div>
        )
      })}
    </fieldset>
  )
}
