import type { nav as ja } from '../ja/nav.ts'
import type { English } from '../types.ts'

export const nav: English<typeof ja> = {
  main: 'Main menu',
  bottom: 'Bottom menu',
  footer: 'About this site',
  home: 'Home',
  boards: 'Boards',
  events: 'Events',
  mentors: 'Mentors',
  news: 'News',
  news_short: 'News',
  desk: 'Office desk',
  desk_overview: 'Overview',
  desk_jobs: 'Jobs',
  desk_mail: 'Undelivered mail',
  back_to_members: 'To the members’ pages',
  inbox: 'Notifications',
  inbox_unread_one: 'Notifications, {{count}} unread',
  inbox_unread_other: 'Notifications, {{count}} unread',
  account: 'Menu of {{name}}',
  login: 'Sign in',
  logout: 'Sign out',
  terms: 'Terms of use',
  privacy: 'Personal information',
  accessibility: 'Accessibility',
  help: 'How to use it',
}
