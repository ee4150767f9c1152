import type { home as ja } from '../ja/home.ts'
import type { English } from '../types.ts'

export const home: English<typeof ja> = {
  title: 'Home',
  morning: 'Good morning, {{name}}.',
  day: 'Hello, {{name}}.',
  evening: 'Good evening, {{name}}.',
  live: 'Live',
  since: 'since {{time}}',
  enter: 'Enter the room',
  answering: 'Being answered now',
  waiting_question: 'Questions are open',
  going: 'going',
  next: 'Coming up',
  no_next: 'You have not registered for an event.',
  find_events: 'Seminars and meetups',
  for_you: 'For you',
  nothing_for_you: 'Nothing new. Replies and answers appear here.',
  see_all: 'See all',
  boards: 'Boards',
  read: 'read',
  unread_sr: ' unread',
}
