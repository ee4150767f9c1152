/** Every route of the product, who it is for, and an address of it in the demo. A route that is not here fails the run. */
import type pg from 'pg'

export type Role = 'guest' | 'applicant' | 'member' | 'host' | 'department' | 'moderator' | 'hr' | 'operator'
export const roles: Record<Role, string | undefined> = {
  guest: undefined, applicant: 'applicant@example.com', member: 'alumni@example.com', host: 'host@example.com', department: 'dept@example.com',
  moderator: 'moderator@example.com', hr: 'hr@example.com', operator: 'operator@example.com',
}

/** What GET answers: a status, with where it leads for a redirect. */
export type Expected = 200 | 404 | 405 | `303 ${string}`

const everybody = (answer: Expected): Record<Role, Expected> => ({ guest: answer, applicant: answer, member: answer, host: answer, department: answer, moderator: answer, hr: answer, operator: answer })
const members = (answer: Expected): Record<Role, Expected> => ({ ...everybody(answer), guest: '303 /login', applicant: '303 /join/waiting' })

/** The rule of each kind of page, written here again on its own: app/http/access.ts must agree. */
const kinds = {
  public: everybody(200),
  guest: { ...everybody('303 /'), guest: 200 },
  applicant: { ...everybody('303 /'), guest: '303 /login', applicant: 200 },
  member: members(200),
  staff: { ...members(404), moderator: 200, hr: 200 },
  departments: { ...members(404), department: 200, moderator: 200, hr: 200 },
  hosts: { ...members(404), host: 200, moderator: 200, hr: 200 },
  desk: { ...members(404), moderator: 200, hr: 200, operator: 200 },
  operator: { ...members(404), operator: 200 },
  nobody: members(404),
  home: everybody('303 /'),
} satisfies Record<string, Record<Role, Expected>>

/** A proposal of the member `host`. */
const ownProposal = `select p.event_id as id from event_proposal p join member m on m.id = p.proposer_id where m.email = 'host@example.com' and p.state = 'proposed' limit 1`
const liveEvent = `select event_id as id from room where status = 'open'`

/** An event ahead that the member `member` alone of the roles registered for. */
const ownRegistration = `select r.event_id as id from registration r join member m on m.id = r.member_id join event e on e.id = r.event_id where m.email = 'alumni@example.com' and r.status <> 'cancelled' and e.status = 'published'
  and not exists (select 1 from registration o join member w on w.id = o.member_id where o.event_id = r.event_id and o.status <> 'cancelled' and w.email in ('host@example.com', 'dept@example.com', 'moderator@example.com', 'hr@example.com', 'operator@example.com'))
  order by e.starts_at desc limit 1`

/** A reply of the member `member`, whose alone it is. */
const ownPost = `select p.topic_id || '/posts/' || p.no as id from post p join member m on m.id = p.author_id join topic t on t.id = p.topic_id join board b on b.id = t.board_id
  where m.email = 'alumni@example.com' and p.no > 1 and p.hidden_at is null and p.official_as is null and t.closed_at is null and b.archived_at is null order by p.created_at limit 1`
const notTheirs: Partial<Record<Role, Expected>> = { host: 404, department: 404, moderator: 404, hr: 404, operator: 404 }

type Declared = {
  kind: keyof typeof kinds
  /** The address; `find` fills `:id` from the demo's database. */
  path: string
  find?: string
  /** Where this route differs for somebody. */
  but?: Partial<Record<Role, Expected>>
}

export const declared: Record<string, Declared> = {
  'routes/_index': { kind: 'public', path: '/', but: { applicant: '303 /join/waiting' } },
  'routes/$': { kind: 'nobody', path: '/nowhere/at/all' },
  'routes/login': { kind: 'guest', path: '/login' },
  'routes/logout': { kind: 'home', path: '/logout' },
  'routes/offline': { kind: 'public', path: '/offline' },
  'routes/manifest[.]webmanifest': { kind: 'public', path: '/manifest.webmanifest' },
  'routes/preferences': { kind: 'public', path: '/preferences' },
  'routes/preferences_.feeds': { kind: 'member', path: '/preferences/feeds' },
  'routes/preferences_.time': { kind: 'member', path: '/preferences/time' },
  'routes/settings.profile': { kind: 'member', path: '/settings/profile' },
  'routes/feeds.$token.topics[.]xml': { kind: 'public', path: '/feeds/nobodys-token/topics.xml', but: everybody(404) },
  'routes/feeds.$token.boards.$board[.]xml': { kind: 'public', path: '/feeds/nobodys-token/boards/hello.xml', but: everybody(404) },
  'routes/feeds.$token.topics.$topic[.]xml': { kind: 'public', path: '/feeds/nobodys-token/topics/nothing.xml', but: everybody(404) },
  'routes/join._index': { kind: 'public', path: '/join' },
  'routes/join.waiting': { kind: 'applicant', path: '/join/waiting' },
  'routes/setup': { kind: 'public', path: '/setup?token=none', but: everybody(404) },
  'routes/policies.$page': { kind: 'public', path: '/policies/privacy' },
  'routes/boards._index': { kind: 'member', path: '/boards' },
  'routes/boards.new': { kind: 'member', path: '/boards/new' },
  'routes/boards.scheduled': { kind: 'member', path: '/boards/scheduled' },
  'routes/desk.boards': { kind: 'staff', path: '/desk/boards' },
  'routes/boards.tags': { kind: 'member', path: '/boards/tags?q=' },
  'routes/boards.$board': { kind: 'member', path: '/boards/:id', find: 'select slug as id from board order by position limit 1' },
  'routes/boards.$board_.export': { kind: 'departments', path: '/boards/hello/export' },
  'routes/boards.$board_.export[.]md': { kind: 'departments', path: '/boards/hello/export.md', but: { department: '303 /boards/hello/export', moderator: '303 /boards/hello/export', hr: '303 /boards/hello/export' } },
  'routes/boards.$board_.new': { kind: 'member', path: '/boards/hello/new', but: { ...everybody('303 /boards/new?board=hello'), guest: '303 /login', applicant: '303 /join/waiting' } },
  'routes/topics.$topic': { kind: 'member', path: '/topics/:id', find: 'select id from topic order by last_no desc limit 1' },
  'routes/topics.$topic_.poll._index': { kind: 'member', path: '/topics/:id/poll', find: 'select id from topic order by last_no desc limit 1' },
  'routes/topics.$topic_.image': { kind: 'member', path: '/topics/:id/image', find: 'select id from topic order by last_no desc limit 1' },
  'routes/topics.$topic_.poll.$no': { kind: 'staff', path: '/topics/:id/poll/1', find: 'select p.topic_id as id from post p join poll q on q.subject_id = p.id where p.no = 1 and q.closed_at is null limit 1' },
  'routes/topics.$topic_.people': { kind: 'member', path: '/topics/:id/people?q=', find: 'select id from topic order by last_no desc limit 1' },
  'routes/topics.$topic_.posts.$no': { kind: 'member', path: '/topics/:id/posts/1', find: 'select id from topic order by last_no desc limit 1' },
  'routes/topics.$topic_.share': { kind: 'member', path: '/topics/:id/share?post=2', find: 'select id from topic order by last_no desc limit 1' },
  'routes/topics.$topic_.posts.$no_.edit': { kind: 'member', path: '/topics/:id/edit', find: ownPost, but: notTheirs },
  'routes/topics.$topic_.posts.$no_.delete': { kind: 'member', path: '/topics/:id/delete', find: ownPost, but: notTheirs },
  'routes/topics.$topic_.report.$no': { kind: 'member', path: '/topics/:id/report/1', find: 'select id from topic order by last_no desc limit 1' },
  'routes/topics.$topic_.reactions.$no': { kind: 'member', path: '/topics/:id/reactions/1', find: 'select id from topic order by last_no desc limit 1' },
  'routes/topics.$topic_.hide.$no': { kind: 'staff', path: '/topics/:id/hide/1', find: 'select id from topic order by last_no desc limit 1' },
  'routes/files._index': { kind: 'nobody', path: '/files' },
  'routes/files.$file': { kind: 'member', path: '/files/:id', find: 'select id from file where subject is not null limit 1' },
  'routes/topics.$topic_.moved.$no': { kind: 'nobody', path: '/topics/:id/moved/1', find: 'select id from topic order by last_no desc limit 1' },
  'routes/topics.$topic_.manage': { kind: 'staff', path: '/topics/:id/manage', find: "select id from topic where official_as is not null order by id limit 1" },
  'routes/topics.$topic_.confirmations': { kind: 'staff', path: '/topics/:id/confirmations', find: "select id from topic order by confirmed desc, id limit 1" },
  'routes/search': { kind: 'member', path: '/search?q=%E8%82%B2%E5%85%90' },
  'routes/drafts._index': { kind: 'member', path: '/drafts' },
  'routes/drafts.at': { kind: 'member', path: '/drafts/at?place=new-topic' },
  'routes/mentors._index': { kind: 'member', path: '/mentors' },
  'routes/mentors.requests': { kind: 'member', path: '/mentors/requests' },
  'routes/mentors.$handle': { kind: 'member', path: '/mentors/:id', find: `select m.handle as id from mentor t join member m on m.id = t.member_id where t.acceptance = 'open' order by 1 limit 1` },
  'routes/news._index': { kind: 'member', path: '/news' },
  'routes/news.$slug': { kind: 'member', path: '/news/:id', find: 'select slug as id from news order by published_at desc limit 1' },
  'routes/events._index': { kind: 'member', path: '/events' },
  'routes/events.calendar': { kind: 'member', path: '/events/calendar?month=2025-11' },
  'routes/events.new': { kind: 'member', path: '/events/new' },
  'routes/events.proposals': { kind: 'member', path: '/events/proposals' },
  'routes/events.attended': { kind: 'member', path: '/events/attended' },
  'routes/events.people': { kind: 'member', path: '/events/people?q=' },
  'routes/events.drafts': { kind: 'nobody', path: '/events/drafts' },
  'routes/events.$event.proposal': { kind: 'hosts', path: '/events/:id/proposal', find: ownProposal },
  'routes/events.$event.edit': { kind: 'hosts', path: '/events/:id/edit', find: ownProposal },
  'routes/events.$event.materials': { kind: 'hosts', path: '/events/:id/materials', find: liveEvent },
  'routes/events.$event.rehearsal': { kind: 'hosts', path: '/events/:id/rehearsal', find: liveEvent },
  'routes/events.$event.cancel': { kind: 'hosts', path: '/events/:id/cancel', find: liveEvent },
  'routes/desk.events': { kind: 'staff', path: '/desk/events' },
  'routes/voices._index': { kind: 'member', path: '/voices' },
  'routes/voices.$topic': { kind: 'member', path: '/voices/:id', find: "select no::text as id from voice where step = 'partly' order by no limit 1" },
  'routes/desk.voices._index': { kind: 'staff', path: '/desk/voices' },
  'routes/desk.voices.$topic': { kind: 'staff', path: '/desk/voices/:id', find: "select no::text as id from voice where step = 'considering' order by no limit 1" },
  'routes/desk_.voices[.]csv': { kind: 'nobody', path: '/desk/voices.csv' },
  'routes/desk.custodians': { kind: 'staff', path: '/desk/custodians' },
  'routes/desk.seals._index': { kind: 'staff', path: '/desk/seals' },
  'routes/desk.seals.$question': { kind: 'staff', path: '/desk/seals/:id', find: 'select question_id as id from question_seal order by question_id limit 1' },
  'routes/events.$event._index': { kind: 'member', path: '/events/:id', find: liveEvent },
  'routes/events.$event[.]ics': { kind: 'member', path: '/events/:id.ics', find: liveEvent },
  'routes/events.$event.attendance': { kind: 'member', path: '/events/:id/attendance', find: liveEvent },
  'routes/events.$event.certificate': { kind: 'member', path: '/events/:id/certificate', find: "select r.event_id as id from registration r join member m on m.id = r.member_id where m.email = 'host@example.com' and r.status = 'attended' limit 1", but: { member: 404, department: 404, moderator: 404, hr: 404, operator: 404 } },
  'routes/certificates.$number': { kind: 'public', path: '/certificates/000000000000', but: everybody(404) },
  'routes/desk.certificates': { kind: 'staff', path: '/desk/certificates' },
  'routes/events.$event.after': { kind: 'hosts', path: '/events/:id/after', find: liveEvent },
  'routes/events.$event.summary': { kind: 'hosts', path: '/events/:id/summary', find: 'select event_id as id from room_archive limit 1', but: { member: 200, host: 404 } },
  'routes/events.$event.live': { kind: 'member', path: '/events/:id/live', find: liveEvent },
  'routes/events.$event.report.$question': { kind: 'member', path: '/events/:id', find: "select event_id || '/report/' || id as id from question where status = 'approved' order by id limit 1" },
  'routes/events.$event.roster': { kind: 'hosts', path: '/events/:id/roster', find: liveEvent },
  'routes/events.$event.roster[.]csv': { kind: 'nobody', path: '/events/:id/roster.csv', find: liveEvent },
  'routes/events.$event.registration': { kind: 'member', path: '/events/:id/registration', find: ownRegistration, but: notTheirs },
  'routes/events.$event.registration-settings': { kind: 'hosts', path: '/events/:id/registration-settings', find: liveEvent },
  'routes/events.$event.host': { kind: 'hosts', path: '/events/:id/host', find: liveEvent },
  'routes/events.$event.stage': { kind: 'member', path: '/events/:id/stage', find: liveEvent },
  'routes/events.$event.player': { kind: 'member', path: '/events/:id/player', find: 'select event_id as id from room where stream_url is not null limit 1' },
  'routes/events.$event.questions': { kind: 'nobody', path: '/events/:id/questions', find: liveEvent },
  'routes/live': { kind: 'member', path: '/live' },
  'routes/calendar.$token[.]ics': { kind: 'public', path: '/calendar/nobodys-token.ics', but: everybody(404) },
  'routes/attention.$kind.$id': { kind: 'member', path: '/attention/board/:id', find: 'select id from board order by position limit 1' },
  'routes/settings.notifications': { kind: 'member', path: '/settings/notifications' },
  'routes/bookmarks': { kind: 'member', path: '/bookmarks' },
  'routes/topics.$topic_.bookmark.$no': { kind: 'member', path: '/topics/:id/bookmark/1', find: 'select id from topic order by last_no desc limit 1' },
  'routes/unread': { kind: 'member', path: '/unread' },
  'routes/notifications': { kind: 'member', path: '/notifications' },
  'routes/unsubscribe.$token': { kind: 'public', path: '/unsubscribe/forged', but: everybody(404) },
  'routes/dev.mail._index': { kind: 'public', path: '/dev/mail' },
  'routes/dev.mail.$id._index': { kind: 'public', path: '/dev/mail/0', but: everybody(404) },
  'routes/dev.mail.$id.html': { kind: 'public', path: '/dev/mail/0/html', but: everybody(404) },
  'routes/dev.mail.$id.file': { kind: 'public', path: '/dev/mail/0/file', but: everybody(404) },
  'routes/desk.jobs': { kind: 'desk', path: '/desk/jobs' },
  'routes/desk.mail': { kind: 'desk', path: '/desk/mail' },
  'routes/desk': { kind: 'desk', path: '/desk', but: { operator: '303 /desk/jobs' } },
  'routes/desk._index': { kind: 'desk', path: '/desk', but: { operator: '303 /desk/jobs' } },
}

export function expectedFor(route: string, role: Role): Expected {
  const { kind, but } = declared[route]!
  return but?.[role] ?? kinds[kind][role]
}

/** The address of a declared route in this place. */
export async function addressOf(route: string, database: pg.Client): Promise<string> {
  const { path, find } = declared[route]!
  if (find === undefined) return path
  const { rows } = await database.query<{ id: string }>(find)
  if (rows[0] === undefined) throw new Error(`the demo has nothing for ${path}`)
  return path.replace(':id', rows[0].id.split('/').map(encodeURIComponent).join('/'))
}
