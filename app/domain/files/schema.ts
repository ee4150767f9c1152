import { z } from 'zod'
import { MAX_MATERIAL, MAX_UPLOAD } from './policy.ts'

export const uploadInput = z.strictObject({ commandId: z.uuid() })

/** Forms that bring files: what one of them may weigh, all of them together, and what is said of one that weighs more. */
export type FormWithFiles = { each: number; all: number; tooLarge: string; tooMuch: string }
const withPictures: FormWithFiles = { each: MAX_UPLOAD, all: MAX_MATERIAL, tooLarge: 'files.too_large', tooMuch: 'pictures.too_much' }
const forms: [path: RegExp, form: FormWithFiles][] = [
  [/^\/topics\/[0-9a-f-]{36}\/image$/, withPictures],
  [/^\/boards\/new$/, withPictures],
  [/^\/events\/[0-9a-f-]{36}\/materials$/, { each: MAX_MATERIAL, all: MAX_MATERIAL, tooLarge: 'materials.too_large', tooMuch: 'materials.too_large' }],
]
export const formWithFiles = (path: string): FormWithFiles | undefined => forms.find(([at]) => at.test(path))?.[1]
/** What a form with files may weigh at all: it is read to its end, so that what was typed can be shown again. */
export const MOST_SENT = 100 * 1024 * 1024
