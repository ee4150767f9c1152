/** The texts of the pages in English: the same keys as in Japanese, checked by the compiler. */
import { archive } from './en/archive.ts'
import { ballots } from './en/ballots.ts'
import { attention } from './en/attention.ts'
import { boards } from './en/boards.ts'
import { bookmarks } from './en/bookmarks.ts'
import { common } from './en/common.ts'
import { custody } from './en/custody.ts'
import { desk } from './en/desk.ts'
import { drafts } from './en/drafts.ts'
import { editor } from './en/editor.ts'
import { errors } from './en/errors.ts'
import { events } from './en/events.ts'
import { files } from './en/files.ts'
import { feeds } from './en/feeds.ts'
import { form } from './en/form.ts'
import { former } from './en/former.ts'
import { home } from './en/home.ts'
import { inbox } from './en/inbox.ts'
import { jobs } from './en/jobs.ts'
import { join } from './en/join.ts'
import { keys } from './en/keys.ts'
import { landing } from './en/landing.ts'
import { ledger } from './en/ledger.ts'
import { line } from './en/line.ts'
import { live } from './en/live.ts'
import { login } from './en/login.ts'
import { manage } from './en/manage.ts'
import { materials } from './en/materials.ts'
import { mentors } from './en/mentors.ts'
import { moderation } from './en/moderation.ts'
import { nav } from './en/nav.ts'
import { news } from './en/news.ts'
import { offline } from './en/offline.ts'
import { pictures } from './en/pictures.ts'
import { polls } from './en/polls.ts'
import { posts } from './en/posts.ts'
import { prefs } from './en/prefs.ts'
import { proposals } from './en/proposals.ts'
import { reactions } from './en/reactions.ts'
import { roster } from './en/roster.ts'
import { rehearsal } from './en/rehearsal.ts'
import { search } from './en/search.ts'
import { setup } from './en/setup.ts'
import { share } from './en/share.ts'
import { voices } from './en/voices.ts'
import type { Texts } from './ja.ts'
import type { English } from './types.ts'

export const en: English<Texts> = {
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
}
