/**
 * news: 県の“いま”, what the organisation tells its alumni: announcements, change cards (before → after) and figures with their year and source.
 * Always true: an item is seen from its publication time on, by ctx.now(), and by members only.
 */
export { accessNews, latestNews, listNews, newsSince, type NewsItem, type NewsPage } from './access.server.ts'
export { type NewsHit, searchNews } from './search-news.server.ts'
