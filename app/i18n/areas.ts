/**
 * The browser loads texts by area: `core` with every page, the others with the routes that say something of theirs. On the server
 * all of them are there. What a route needs is held by a test, which reads the texts its modules name.
 */
import type { Texts } from './ja.ts'

export type Area = 'core' | 'door' | 'events' | 'home' | 'making' | 'office' | 'own'

/** Each subject's area. Core is what the frame needs, and reading and writing on boards. */
export const areaOf = {
  attention: 'core', boards: 'core', common: 'core', editor: 'core', errors: 'core', files: 'core', form: 'core', keys: 'core', line: 'core',
  nav: 'core', offline: 'core', polls: 'core', posts: 'core', reactions: 'core', share: 'core',
  join: 'door', login: 'door', setup: 'door',
  events: 'events',
  home: 'home', inbox: 'home', landing: 'home', news: 'home', voices: 'home',
  archive: 'making', ballots: 'making', live: 'making', materials: 'making', proposals: 'making', rehearsal: 'making', roster: 'making',
  custody: 'office', desk: 'office', jobs: 'office', ledger: 'office', manage: 'office', moderation: 'office',
  bookmarks: 'own', drafts: 'own', feeds: 'own', former: 'own', mentors: 'own', pictures: 'own', prefs: 'own', search: 'own',
} as const satisfies Record<keyof Texts, Area>

/** The areas of routes by the beginning of their file's name; what is not named here needs none but core. */
const needs: [route: RegExp, areas: Area[]][] = [
  [/^_index\./, ['events', 'home']],
  [/^(login|logout|join|setup|settings\.profile|preferences_)\b/, ['door']],
  [/^(events|calendar|live)\b/, ['events', 'making']],
  [/^events\.\$event\.(?!_index|edit|proposal)/, ['office']],
  [/^certificates\b/, ['events', 'making']],
  [/^desk\b/, ['office', 'home', 'events', 'making']],
  [/^dev\.mail\b/, ['office']],
  [/^boards\.scheduled\./, ['office']],
  [/^topics\.\$topic_\.(manage|confirmations|report)\b/, ['office']],
  [/^(news|notifications|search|settings|unsubscribe|voices)/, ['home']],
  [/^(bookmarks|drafts|mentors|preferences|search|settings|boards\.new\.|topics\.\$topic_\.(bookmark|image))/, ['own']],
]

/** What a route needs beside core. `file`: its name in app/routes. */
export const areasOfRoute = (file: string): Area[] => [...new Set(needs.flatMap(([route, areas]) => (route.test(file) ? areas : [])))]
