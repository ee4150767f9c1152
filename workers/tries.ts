/** When a failed job is tried again, and when it is not. */
import type { BackoffOptions } from 'bullmq'
import { isDomainError } from '../app/core/errors.ts'

/** Our own strategy, so that waiting ends at a quarter of an hour however many tries there are. */
export const backoff: BackoffOptions = { type: 'enishi' }
const FIRST_MS = 1_000
const LONGEST_MS = 15 * 60_000

/** 1 s, 2 s, 4 s … 15 min, each up to half as long again, so that what failed together does not come back together. */
export const backoffStrategy = (attemptsMade: number): number => Math.round(Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attemptsMade - 1)) * (1 + Math.random() / 2))

export const DEFAULT_TIMEOUT_MS = 25_000
/** A worker that is still alive has ended its try, by itself or by its time, before another may begin one. */
export const LEASE_MARGIN_MS = 5_000

/** What will be no better the next time: the thing is gone, not allowed, or was never right. */
export const isHopeless = (error: unknown): boolean => error instanceof BadJob || (isDomainError(error) && ['not_found', 'forbidden', 'invalid', 'unauthenticated'].includes(error.code))

/** A job nobody knows, or with a payload that is not of its kind. */
export class BadJob extends Error {
  override readonly name = 'BadJob'
}
export class TimedOut extends Error {
  override readonly name = 'TimedOut'
}

/**
 * What may be kept and shown of an error: its kind and the last line of its message, without addresses and quoted values.
 * Messages of Prisma and of mail servers repeat what they were given.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return 'failed'
  const last = error.message.split('\n').map((l) => l.trim()).filter(Boolean).at(-1) ?? ''
  return `${error.name}: ${last.replace(/\S+@\S+/g, '…').replace(/"[^"]*"|'[^']*'/g, '…')}`.slice(0, 300)
}
