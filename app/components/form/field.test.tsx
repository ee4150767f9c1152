import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { LanguageProvider } from '~/i18n/index.tsx'
import { ja, type Texts } from '~/i18n/ja.ts'
import { createT } from '~/i18n/translate.ts'
import { Checkbox } from './checkbox.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { RadioCards } from './radio-cards.tsx'
import { TextArea } from './text-area.tsx'
import { TextInput } from './text-input.tsx'

const html = (element: React.ReactNode) => renderToStaticMarkup(<LanguageProvider t={createT<Texts>('ja', ja)}>{element}</LanguageProvider>)
/** The attributes of the first tag of a name. */
const attributes = (text: string, tag: string) => Object.fromEntries([...(new RegExp(`<${tag}\\b([^>]*)>`).exec(text)?.[1] ?? '').matchAll(/([\w-]+)="([^"]*)"/g)].map((m) => [m[1], m[2]]))
const textOf = (text: string, id: string | undefined) => new RegExp(`id="${id}"[^>]*>(.*?)</p>`).exec(text)?.[1]?.replace(/<[^>]+>/g, '')

test('a field ties label, hint and error to its control', () => {
  const out = html(<TextInput name="kana" label="せい" hint="ひらがなで" error="form.required" required />)
  const input = attributes(out, 'input')
  expect(attributes(out, 'label')['for']).toBe(input['id'])
  expect(input).toMatchObject({ id: 'f-kana', name: 'kana', 'aria-required': 'true', 'aria-invalid': 'true' })
  const [hint, error] = input['aria-describedby']!.split(' ')
  expect(textOf(out, hint)).toBe('ひらがなで')
  expect(textOf(out, error)).toBe('入力してください。')
  expect(out).toContain('必須')
})

test('a field in order says nothing of errors', () => {
  const out = html(<TextInput name="kana" label="せい" optional />)
  expect(out).not.toMatch(/aria-invalid|aria-describedby|class="err"/)
  expect(out).toContain('任意')
})

test('a text area counts graphemes and cuts nothing off', () => {
  const out = html(<TextArea name="body" label="本文" limit={5} defaultValue="葛󠄀𠮷育児あい" />)
  expect(out).toContain('1文字多く入力されています')
  expect(out).not.toContain('maxlength')
  expect(html(<TextArea name="body" label="本文" limit={5} defaultValue="葛󠄀" />)).toContain('あと4文字')
})

test('the first choice and the tick carry the id an error summary links to', () => {
  expect(attributes(html(<RadioCards name="how" label="関わり方" options={[{ value: 'r', label: '読む' }, { value: 'w', label: '話す' }]} defaultValue="r" />), 'input')).toMatchObject({ id: 'f-how', name: 'how', value: 'r', type: 'radio' })
  expect(attributes(html(<Checkbox name="ok" label="読みました" error="form.required" />), 'input')).toMatchObject({ id: 'f-ok', 'aria-invalid': 'true' })
})

test('the summary leads to each field, and says what belongs to none', () => {
  const out = html(<ErrorSummary errors={{ email: 'form.email', kana: 'form.required', commandId: 'form.invalid', form: 'errors.too_many' }} labels={{ kana: 'せい', email: 'メール' }} />)
  expect(out).toContain('2つの項目を確認してください')
  expect([...out.matchAll(/href="([^"]+)">([^<]+)/g)].map((m) => [m[1], m[2]])).toEqual([['#f-kana', 'せい'], ['#f-email', 'メール']])
  expect(out).toContain('回数が多いため')
  expect(out).toContain('入力の形を確認してください。')
  expect(html(<ErrorSummary errors={undefined} />)).toBe('')
})
