import { createHash, randomBytes } from 'node:crypto'

/** 256 bits for an address or a cookie; only its hash is stored. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** How a token stands in the database (SHA-256, hex): whoever reads a dump can use none of them. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')
