/**
 * events: seminars and meetups, who comes to them, what reminds them, their calendar entries.
 * Always true: seats taken never exceed the capacity in any committed state; who came first is served first; nobody waits while a seat
 * is free; one registration a member and event; each change of it is told once; a reminder is a row and is claimed once; a draft is
 * known to its hosts and the office only; 配慮事項 are read by their writer, the host and the office only.
 */
export { accessEvent, type AccessedEvent, accessHostedEvent, isHost, lockEvent, type LockedEvent, maySeeEvent, visibleTo } from './access.server.ts'
export { readCalendarFeed, readEventIcs } from './calendar-feed.server.ts'
export { calendarStrip, type StripDay } from './calendar-strip.server.ts'
export { chooseEventLevel, levelOfEvent } from './choose-level.server.ts'
export { claimDueReminders } from './claim-due-reminders.server.ts'
export { digestItems, eventsWaiting, liveNow, upcomingFor } from './coming-events.server.ts'
export type { EventCard } from './event-card.server.ts'
export { leaveEvent } from './leave-event.server.ts'
export { type Letter, registrationLetter, reminderLetter } from './letters.server.ts'
export { type EventList, listEvents } from './list-events.server.ts'
export { type EventPage, readerZone, readEvent } from './read-event.server.ts'
export { registerMember, type Registered } from './register-member.server.ts'
export { type EventFind, type EventHit, searchEvents, visibleEvents } from './search-events.server.ts'
