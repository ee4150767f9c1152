/**
 * search: one box over topics, posts, events, questions, news, voices and people. Each module finds its own rows; this one asks them and
 * puts the answers side by side.
 *
 * Always true: what a member may not see is not found, by the query that finds; a text is found whatever form its characters have
 * (search/fold.ts), and every text that holds the words is found; nobody is found by what they let only the office see, and no
 * nameless text by who wrote it; hits are plain pieces of text, never HTML.
 *
 * Order. Topics, events, news and voices: called exactly so, then beginning so, then saying so; within that the newest first. Posts and
 * questions: the newest first. People: by their reading.
 */
export { type Person, type Results, search } from './search.server.ts'
export { suggest, type Suggestions } from './suggest.server.ts'
export { searchOrSuggest } from './search-page.server.ts'
