import { v4, v5, v7 } from 'uuid'

/** A new id for a row: UUID version 7 (RFC 9562), so that ids rise with time and indexes stay compact. */
export const newId = (): string => v7()
/** An id that tells nothing about when it was made: command ids, anonymous rows. */
export const randomId = (): string => v4()

/** The id of a part of a command, the same whenever the command comes again. */
export const idWithin = (commandId: string, part: string): string => v5(part, commandId)

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
/** Whether an address part can be an id at all; anything else is not found without asking the database. */
export const isId = (value: unknown): value is string => typeof value === 'string' && uuid.test(value)
