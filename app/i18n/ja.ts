/** The texts of the pages in Japanese, the source of all keys. One file a subject, in alphabetical order. */
import { common } from './ja/common.ts'
import { errors } from './ja/errors.ts'
import { form } from './ja/form.ts'
import { landing } from './ja/landing.ts'
import { nav } from './ja/nav.ts'

export const ja = {
  common,
  errors,
  form,
  landing,
  nav,
} as const
export type Texts = typeof ja
