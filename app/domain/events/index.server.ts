/**
 * events: seminars and meetups, who comes to them, what reminds them, their calendar entries.
 * Always true: seats taken and offered, at the place and online, never rise above their capacity in any committed state; a capacity
 * that is lowered throws nobody out; who came first is served first, whoever places them; nobody waits while a seat is free; one
 * registration a member and event; each change of it is told once; a reminder is a row and is claimed once; a draft is known to its
 * hosts and the office only; 配慮事項 and answers are read by their writer, the host and the office only, and are gone 30 days after the end.
 */
export { accessEvent, type AccessedEvent, accessHostedEvent, isHost, lockEvent, type LockedEvent, maySeeEvent, visibleTo } from './access.server.ts'
export { addParticipant } from './add-participant.server.ts'
export { acceptOffer } from './answer-offer.server.ts'
export { answerRegistration } from './answer-registration.server.ts'
export { readCalendarFeed, readEventIcs } from './calendar-feed.server.ts'
export { calendarStrip, type StripDay } from './calendar-strip.server.ts'
export { changeSeat } from './change-seat.server.ts'
export { chooseListing } from './choose-listing.server.ts'
export { changeLetters, type ChangeToTell, type EventChange } from './change-letters.server.ts'
export { chooseEventLevel, levelOfEvent } from './choose-level.server.ts'
export { claimDueReminders } from './claim-due-reminders.server.ts'
export { digestItems, eventsWaiting, liveNow, upcomingFor } from './coming-events.server.ts'
export { eraseNeeds } from './erase-needs.server.ts'
export type { EventCard } from './event-card.server.ts'
export { hostsOfEvent } from './event-hosts.server.ts'
export { layReminders } from './lay-reminders.server.ts'
export { leaveEvent } from './leave-event.server.ts'
export { type Letter, registrationLetter, reminderLetter } from './letters.server.ts'
export { type EventList, listEvents } from './list-events.server.ts'
export { markAttendance } from './mark-attendance.server.ts'
export { passSeatsOn } from './pass-seats-on.server.ts'
export { type EventPage, readerZone, readEvent } from './read-event.server.ts'
export { dropRehearsal, keepRehearsal } from './rehearsal-event.server.ts'
export { registerMember, type Registered } from './register-member.server.ts'
export { exportRoster } from './export-roster.server.ts'
export { type Participants } from './participants.server.ts'
export { readRoster, type Roster, type RosterEntry } from './read-roster.server.ts'
export { readRegistrationSettings, type RegistrationSettings } from './read-settings.server.ts'
export { removeParticipant } from './remove-participant.server.ts'
export { applySettings, saveRegistrationSettings } from './save-settings.server.ts'
export { type EventFind, type EventHit, searchEvents, visibleEvents } from './search-events.server.ts'
export { moveQuestion, removeQuestion, saveQuestion } from './write-questions.server.ts'
