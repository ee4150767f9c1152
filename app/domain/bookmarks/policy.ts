/** Limits and choices of bookmarks. Browser-safe. */

export const NOTE_LIMIT = 300
/** When to be reminded: this evening, tomorrow morning, the next business day, the first business day of next week, a time of one's own. */
export const reminderChoices = ['evening', 'tomorrow', 'business_day', 'next_week', 'custom'] as const
export type ReminderChoice = (typeof reminderChoices)[number]

export const bookmarkFilters = ['all', 'posts', 'topics', 'reminders'] as const
export type BookmarkFilter = (typeof bookmarkFilters)[number]
export const isBookmarkFilter = (value: unknown): value is BookmarkFilter => bookmarkFilters.some((f) => f === value)
