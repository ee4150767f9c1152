/** The texts of the pages in Japanese, the source of all keys. One file a subject, in alphabetical order. */
import { archive } from './ja/archive.ts'
import { ballots } from './ja/ballots.ts'
import { attention } from './ja/attention.ts'
import { boards } from './ja/boards.ts'
import { bookmarks } from './ja/bookmarks.ts'
import { common } from './ja/common.ts'
import { custody } from './ja/custody.ts'
import { desk } from './ja/desk.ts'
import { drafts } from './ja/drafts.ts'
import { editor } from './ja/editor.ts'
import { errors } from './ja/errors.ts'
import { events } from './ja/events.ts'
import { files } from './ja/files.ts'
import { feeds } from './ja/feeds.ts'
import { form } from './ja/form.ts'
import { former } from './ja/former.ts'
import { home } from './ja/home.ts'
import { inbox } from './ja/inbox.ts'
import { jobs } from './ja/jobs.ts'
import { join } from './ja/join.ts'
import { keys } from './ja/keys.ts'
import { landing } from './ja/landing.ts'
import { ledger } from './ja/ledger.ts'
import { line } from './ja/line.ts'
import { live } from './ja/live.ts'
import { login } from './ja/login.ts'
import { manage } from './ja/manage.ts'
import { materials } from './ja/materials.ts'
import { mentors } from './ja/mentors.ts'
import { moderation } from './ja/moderation.ts'
import { nav } from './ja/nav.ts'
import { news } from './ja/news.ts'
import { offline } from './ja/offline.ts'
import { pictures } from './ja/pictures.ts'
import { polls } from './ja/polls.ts'
import { posts } from './ja/posts.ts'
import { prefs } from './ja/prefs.ts'
import { proposals } from './ja/proposals.ts'
import { reactions } from './ja/reactions.ts'
import { roster } from './ja/roster.ts'
import { rehearsal } from './ja/rehearsal.ts'
import { search } from './ja/search.ts'
import { setup } from './ja/setup.ts'
import { share } from './ja/share.ts'
import { voices } from './ja/voices.ts'

export const ja = {
  archive,
  ballots,
  attention,
  boards,
  bookmarks,
  common,
  custody,
  desk,
  drafts,
  editor,
  errors,
  events,
  files,
  feeds,
  form,
  former,
  home,
  inbox,
  jobs,
  join,
  keys,
  landing,
  ledger,
  line,
  live,
  login,
  manage,
  materials,
  mentors,
  moderation,
  nav,
  news,
  offline,
  pictures,
  polls,
  posts,
  prefs,
  proposals,
  reactions,
  roster,
  rehearsal,
  search,
  setup,
  share,
  voices,
} as const
export type Texts = typeof ja
