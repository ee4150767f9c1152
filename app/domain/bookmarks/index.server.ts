/**
 * bookmarks: posts and topics that members put aside, with notes and reminders.
 * Always true: one a member and post or topic; nobody but its owner learns of it; it goes where its post goes and shows nothing that its owner
 * can no longer read; a reminder is claimed once.
 */
export { addBookmark, removeBookmark, saveBookmark } from './keep-bookmark.server.ts'
export { type BookmarkPage, type BookmarkView, listBookmarks, readBookmark } from './list-bookmarks.server.ts'
export { type BookmarkNotice, bookmarkNotice, claimDueBookmarks, endReminder } from './remind.server.ts'
