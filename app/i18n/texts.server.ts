/**
 * Texts on the server: everything the pages know, and what must never weigh on the browser (mail).
 * Subjects of the second kind stand in `ja/server/` and `en/server/` and are named in `serverJa` and `serverEn`.
 */
import { en } from './en.ts'
import { eventChange as eventChangeEn } from './en/server/event-change.ts'
import { eventMail as eventMailEn } from './en/server/event-mail.ts'
import { exported as exportEn } from './en/server/export.ts'
import { http as httpEn } from './en/server/http.ts'
import { mail as mailEn } from './en/server/mail.ts'
import { questions as questionsEn } from './en/server/questions.ts'
import { record as recordEn } from './en/server/record.ts'
import { ja } from './ja.ts'
import { eventChange as eventChangeJa } from './ja/server/event-change.ts'
import { eventMail as eventMailJa } from './ja/server/event-mail.ts'
import { exported as exportJa } from './ja/server/export.ts'
import { http as httpJa } from './ja/server/http.ts'
import { mail as mailJa } from './ja/server/mail.ts'
import { questions as questionsJa } from './ja/server/questions.ts'
import { record as recordJa } from './ja/server/record.ts'
import { createT } from './translate.ts'
import type { English, Language, Translate } from './types.ts'

const serverJa = { ...ja, eventChange: eventChangeJa, eventMail: eventMailJa, export: exportJa, http: httpJa, mail: mailJa, record: recordJa, questions: questionsJa }
export type ServerTexts = typeof serverJa
const serverEn: English<ServerTexts> = { ...en, eventChange: eventChangeEn, eventMail: eventMailEn, export: exportEn, http: httpEn, mail: mailEn, record: recordEn, questions: questionsEn }

/** All texts of both languages (the parity test walks them). */
export const allTexts = { ja: serverJa, en: serverEn }

const translators: Record<Language, Translate<ServerTexts>> = { ja: createT<ServerTexts>('ja', serverJa), en: createT<ServerTexts>('en', serverEn) }

/** The translator of a language. */
export const tFor = (lng: Language): Translate<ServerTexts> => translators[lng]
