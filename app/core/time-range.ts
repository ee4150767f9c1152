/** From when to when, as people read it. */
import type { Language } from './actor.ts'
import { formatDate, JST } from './dates.ts'

type Span = { startsAt: Date | string; endsAt: Date | string }

/** 「2025年11月27日(木) 19:00〜20:30」 in a zone (Tokyo without one); an end on another day names that day. */
export function dateTimeRange({ startsAt, endsAt }: Span, lng: Language, timeZone: string = JST): string {
  return `${formatDate(startsAt, 'dateTime', lng, timeZone)}${lng === 'ja' ? '〜' : '–'}${endText({ startsAt, endsAt }, lng, timeZone)}`
}

/** 「19:00〜20:30」 in a zone; an end on another day names that day. */
export function timeRange({ startsAt, endsAt }: Span, lng: Language, timeZone: string = JST): string {
  return `${formatDate(startsAt, 'time', lng, timeZone)}${lng === 'ja' ? '〜' : '–'}${endText({ startsAt, endsAt }, lng, timeZone)}`
}

/** The reader's own time when their clock differs from Tokyo's at that moment, else null: 「11月27日(木) 11:00〜12:30」. */
export function ownTime(span: Span, lng: Language, timeZone: string): string | null {
  if (formatDate(span.startsAt, 'dateTime', lng, timeZone) === formatDate(span.startsAt, 'dateTime', lng)) return null
  return `${formatDate(span.startsAt, 'dayTime', lng, timeZone)}${lng === 'ja' ? '〜' : '–'}${endText(span, lng, timeZone)}`
}

/** A moment in the reader's own time when their clock differs from Tokyo's then, else null: 「11月27日(木) 11:00」. */
export function ownMoment(at: Date | string, lng: Language, timeZone: string): string | null {
  const own = formatDate(at, 'dayTime', lng, timeZone)
  return own === formatDate(at, 'dayTime', lng) ? null : own
}

const endText = ({ startsAt, endsAt }: Span, lng: Language, timeZone: string): string =>
  formatDate(endsAt, formatDate(startsAt, 'date', lng, timeZone) === formatDate(endsAt, 'date', lng, timeZone) ? 'time' : 'dayTime', lng, timeZone)
