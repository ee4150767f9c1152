import type { Translate } from '../../i18n/types.ts'
import type { ServerTexts } from '../../i18n/texts.server.ts'
import { excerpt } from '../../core/text.ts'
import type { MailBlock } from './compose-mail.ts'
import type { DigestSection } from './digest-items.server.ts'
import { columns } from './wrap-text.ts'

type T = Translate<ServerTexts>
/** 30 full-width characters: what a telephone shows of a subject. */
const SUBJECT_COLUMNS = 60
const SHORT = 12

/** 「【変わる働き方】週休3日制の適用範囲を…」 → 「週休3日制の適用範囲…」 */
const short = (title: string): string => excerpt(title.replace(/^【[^】]*】/, ''), SHORT)

/** 【今週のみやぎ】週休3日制の適用範囲…・声への回答: as many of the things inside as fit. */
export function digestSubject(t: T, place: string, sections: DigestSection[]): string {
  const names = sections.flatMap((s) => (s.name === 'for_you' ? [t('mail.digest.subject_for_you')] : s.items.slice(0, 1).map((i) => short(i.text))))
  const subjects = names.map((_, i) => t('mail.digest.subject', { place, topics: names.slice(0, i + 1).join(t('mail.digest.joint')) }))
  return subjects.findLast((s) => columns(s) <= SUBJECT_COLUMNS) ?? subjects[0] ?? ''
}

/** 「今週の新着は、お知らせ2件、セミナー1件です。」, then each section under its heading. */
export function digestBlocks(t: T, sections: DigestSection[]): MailBlock[] {
  const counts = sections.map((s) => t(`mail.digest.count_${s.name}`, { count: s.count })).join(t('mail.digest.comma'))
  return [
    { p: t('mail.digest.lead', { counts }) },
    ...sections.flatMap((s): MailBlock[] => [{ heading: t(`mail.digest.${s.name}`) }, { items: s.items }]),
    { button: t('mail.digest.open'), href: '/' },
  ]
}
