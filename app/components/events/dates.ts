import { jstDate } from '~/core/dates.ts'

/** The place of a day on the page: `d-2025-11-27`. */
export const dayAnchor = (date: string): string => `d-${date}`
export const anchorOf = (startsAt: string): string => dayAnchor(jstDate(new Date(startsAt)))
