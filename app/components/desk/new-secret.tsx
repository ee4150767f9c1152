import { useT } from '~/i18n/index.tsx'
import { TextInput } from '../form/text-input.tsx'

/** A passphrase somebody chooses, twice. */
export function NewSecret({ errors }: { errors: Record<string, string> | undefined }) {
  const t = useT()
  return (
    <>
      <TextInput type="password" name="secretNew" label={t('custody.secret_new')} hint={t('custody.secret_hint')} required error={errors?.['secretNew']} autoComplete="new-password" />
      <TextInput type="password" name="secretAgain" label={t('custody.secret_again')} required error={errors?.['secretAgain']} autoComplete="new-password" />
    </>
  )
}
