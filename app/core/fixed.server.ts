import { Prisma } from '../../prisma/generated/client.ts'

/**
 * A bound of a list as part of the statement's text. As a parameter it is unknown to the plan that PostgreSQL keeps for all calls: that
 * plan expects a tenth of the table, looks dear, and is made anew at each call, which takes longer than the read itself. For constants
 * alone: every number makes another statement.
 */
export const fixed = (bound: number): Prisma.Sql => Prisma.raw(Number(bound).toFixed(0))
