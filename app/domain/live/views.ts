/** What stays of a room as it is shown: the recording and its chapters. */
import type { Stream } from './stream.ts'

/** `offset`: the second of the recording at which the room was opened; below zero when the recording began later. */
export type Recording = { stream: Stream; offset: number }
/** A question that was answered aloud. `second`: where that begins in the recording, or, without one, how far into the room it was. */
export type Chapter = { id: string; text: string; second: number }

type Asked = { id: string; text: string; status: string; answeringAt: string | Date | null }
const ms = (at: string | Date): number => new Date(at).getTime()

/** Where something in the room is found in the recording, from its beginning. */
export const secondOf = (openedAt: string | Date, at: string | Date, recording: Recording | null): number => Math.max(0, Math.round((ms(at) - ms(openedAt)) / 1_000) + (recording?.offset ?? 0))

/** The moments of 「回答中」, in their order. What went back to waiting is no chapter. */
export function chaptersOf({ openedAt, recording, questions }: { openedAt: string | Date | null; recording: Recording | null; questions: readonly Asked[] }): Chapter[] {
  if (openedAt === null) return []
  return questions
    .flatMap(({ id, text, status, answeringAt }) => (answeringAt !== null && (status === 'answering' || status.startsWith('answered')) ? [{ id, text, second: secondOf(openedAt, answeringAt, recording) }] : []))
    .sort((a, b) => a.second - b.second || (a.id < b.id ? -1 : 1))
}

/** h:mm:ss. */
export function clockText(seconds: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const whole = Math.abs(seconds)
  return `${seconds < 0 ? '-' : ''}${Math.floor(whole / 3_600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`
}

/** 「1:30」 (minutes and seconds), 「0:01:30」, 「-0:45」, 「90」 (seconds), also in full width; null for anything else. */
export function secondsIn(typed: string): number | null {
  const text = typed.normalize('NFKC').replace(/[−–ー]/gu, '-').replace(/\s/gu, '')
  const [, sign, first, second, third] = /^([-+]?)(\d{1,5})(?::(\d{1,2}))?(?::(\d{1,2}))?$/.exec(text) ?? []
  if (first === undefined || Number(second ?? 0) > 59 || Number(third ?? 0) > 59) return null
  const parts = [first, second, third].filter((p) => p !== undefined).map(Number)
  return (sign === '-' ? -1 : 1) * parts.reduce((n, part) => n * 60 + part, 0) + 0
}
