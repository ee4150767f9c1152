/** What pages and schemas share; the browser reads it without the schema library. */

/** Longest 配慮事項, in characters as people count them. */
export const SUPPORT_LIMIT = 300

/** What the list shows: `online` and `venue` both hold hybrid events; `open`: a seat is free now; `joined`: going or waiting. */
export const eventFilters = ['all', 'online', 'venue', 'joined', 'open'] as const
export type EventFilter = (typeof eventFilters)[number]
