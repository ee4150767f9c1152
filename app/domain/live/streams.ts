/** The two audiences of a room. */
export const allOf = (eventId: string): string => `event:${eventId}:all`
export const staffOf = (eventId: string): string => `event:${eventId}:staff`
