import { expect, test } from 'vitest'
import { readSmtpError } from './smtp-error.ts'

test.each([
  ['the server says not now', { responseCode: 451, response: '451 4.7.1 try later', command: 'RCPT TO' }, false, 'temporary', false],
  ['the server says never', { responseCode: 554, response: '554 5.7.1 spam', command: 'DATA' }, true, 'permanent', false],
  ['there is no such address', { responseCode: 550, response: '550 5.1.1 <a@example.com> unknown', command: 'RCPT TO' }, false, 'permanent', true],
  ['we are not let in: our fault, not the address', { responseCode: 535, response: '535 5.7.8 bad login', code: 'EAUTH', command: 'AUTH PLAIN' }, false, 'temporary', false],
  ['nobody answers the call', { code: 'ESOCKET', command: 'CONN' }, false, 'temporary', false],
  ['the line broke before the message', { code: 'ECONNECTION', command: 'CONN' }, false, 'temporary', false],
  ['the line broke after the message began', { code: 'ECONNECTION', command: 'CONN' }, true, 'unknown', false],
  ['time ran out after the message began', { code: 'ETIMEDOUT', command: 'CONN' }, true, 'unknown', false],
  ['something else', 'oops', false, 'temporary', false],
])('%s', (_, error, hasBegun, outcome, isBadAddress) => {
  const read = readSmtpError(error, hasBegun)
  expect(read).toMatchObject({ outcome, isBadAddress })
  expect(read.message).not.toContain('@')
})
