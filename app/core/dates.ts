/**
 * Every date that people read is made here. Instants are shown in Asia/Tokyo unless a zone is named; service dates are
 * dates without a time (stored as UTC midnight) and show the Japanese era with the western year beside it.
 */
import type { Language } from './actor.ts'

export const JST = 'Asia/Tokyo'
const locale = (lng: Language) => (lng === 'ja' ? 'ja-JP' : 'en-GB')

const formats = {
  /** 2026年1月15日(木) */
  date: { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' },
  /** 1月15日(木) */
  day: { month: 'long', day: 'numeric', weekday: 'short' },
  /** 19:00 */
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  /** 1月15日(木) 19:00 */
  dayTime: { month: 'long', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  /** 2026年1月15日(木) 19:00 */
  dateTime: { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  month: { month: 'long' },
  /** 2025年 */
  year: { year: 'numeric' },
  /** 1月, Jan */
  monthShort: { month: 'short' },
  monthYear: { year: 'numeric', month: 'long' },
  dayNumber: { day: 'numeric' },
  weekday: { weekday: 'short' },
} satisfies Record<string, Intl.DateTimeFormatOptions>
export type DateStyle = keyof typeof formats

const cache = new Map<string, Intl.DateTimeFormat>()
function formatter(lng: Language, style: DateStyle, timeZone: string): Intl.DateTimeFormat {
  const key = `${lng} ${style} ${timeZone}`
  let f = cache.get(key)
  if (!f) cache.set(key, (f = new Intl.DateTimeFormat(locale(lng), { ...formats[style], timeZone })))
  return f
}

/** An instant as text. `date` may be a Date or an ISO string from the wire. */
export function formatDate(date: Date | string, style: DateStyle, lng: Language = 'ja', timeZone = JST): string {
  const text = formatter(lng, style, timeZone).format(typeof date === 'string' ? new Date(date) : date)
  return style === 'dayNumber' ? text.replace('日', '') : text
}

/** Service dates: 「平成28年(2016年)3月31日」; in English "31 March 2016 (Heisei 28)". */
export function formatServiceDate(date: Date | string, lng: Language = 'ja'): string {
  const d = typeof date === 'string' ? new Date(date) : date
  const parts = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { era: 'long', year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC' }).formatToParts(d)
  const get = (type: string) => parts.find((p) => p.type === type)?.value.replace(/^1$/, lng === 'ja' ? '元' : '1') ?? ''
  const year = d.getUTCFullYear()
  if (lng === 'ja') return `${get('era')}${get('year')}年(${year}年)${d.getUTCMonth() + 1}月${d.getUTCDate()}日`
  const era = new Intl.DateTimeFormat('en-GB-u-ca-japanese', { era: 'long', timeZone: 'UTC' }).formatToParts(d).find((p) => p.type === 'era')?.value ?? ''
  return `${new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(d)} (${era} ${get('year')})`
}

/** Year, month, day and weekday (0 = Sunday) of an instant in Asia/Tokyo. Japan has no summer time: always UTC+9. */
export function jstParts(date: Date): { year: number; month: number; day: number; weekday: number; hour: number; minute: number } {
  const t = new Date(date.getTime() + 9 * 3_600_000)
  return { year: t.getUTCFullYear(), month: t.getUTCMonth() + 1, day: t.getUTCDate(), weekday: t.getUTCDay(), hour: t.getUTCHours(), minute: t.getUTCMinutes() }
}

/** The instant of a wall-clock time in Asia/Tokyo. Days and months may overflow (day 0 is the last of the month before). */
export const jstInstant = (year: number, month: number, day: number, hour = 0, minute = 0): Date => new Date(Date.UTC(year, month - 1, day, hour - 9, minute))

/** 2025-11-20, the date in Asia/Tokyo. */
export function jstDate(date: Date): string {
  const p = jstParts(date)
  return `${p.year}-${String(p.month).padStart(2, '0')}-${String(p.day).padStart(2, '0')}`
}

/** 年度: April to March. */
export function fiscalYear(date: Date): number {
  const p = jstParts(date)
  return p.month >= 4 ? p.year : p.year - 1
}

/** 令和7年度 */
export function formatFiscalYear(year: number, lng: Language = 'ja'): string {
  if (lng === 'en') return `FY${year}`
  // The era at the end of the calendar year names the fiscal year: 2019 is 令和元年度.
  const parts = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { era: 'long', year: 'numeric', timeZone: 'UTC' }).formatToParts(new Date(Date.UTC(year, 11, 31)))
  const get = (type: string) => parts.find((p) => p.type === type)?.value ?? ''
  return `${get('era')}${get('year').replace(/^1$/, '元')}年度`
}

/** How long ago, in words: 「42分前」「2時間前」, then the day. `now` is the reader's present. */
export function formatAgo(date: Date | string, now: Date, lng: Language = 'ja'): string {
  const d = typeof date === 'string' ? new Date(date) : date
  const minutes = Math.floor((now.getTime() - d.getTime()) / 60_000)
  const rtf = new Intl.RelativeTimeFormat(lng === 'ja' ? 'ja-JP' : 'en-GB', { numeric: 'auto', style: 'long' })
  const tidy = (s: string) => (lng === 'ja' ? s.replace(/\s/g, '') : s)
  if (minutes < 1) return lng === 'ja' ? 'たった今' : 'just now'
  if (minutes < 60) return tidy(rtf.format(-minutes, 'minute'))
  if (minutes < 24 * 60 && jstDate(d) === jstDate(now)) return tidy(rtf.format(-Math.floor(minutes / 60), 'hour'))
  const days = Math.round((jstInstant(...ymd(now)).getTime() - jstInstant(...ymd(d)).getTime()) / 86_400_000)
  if (days <= 1) return tidy(rtf.format(-days, 'day'))
  return formatDate(d, jstParts(d).year === jstParts(now).year ? 'day' : 'date', lng)
}
const ymd = (d: Date): [number, number, number] => {
  const p = jstParts(d)
  return [p.year, p.month, p.day]
}
