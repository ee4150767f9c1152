import { DeliveryError, isDeliveryError } from '../app/domain/notifications/index.server.ts'

type SmtpFailure = { code?: unknown; command?: unknown; responseCode?: unknown; response?: unknown }

/**
 * Reads an error of nodemailer. A reply of the server decides by its first digit (RFC 5321: 4 try again, 5 never). Without a reply the
 * message may have arrived only if the server had been given some of it (`hasBegun`); before that it certainly has not.
 * The message of the result holds the reply code alone: replies quote addresses.
 */
export function readSmtpError(error: unknown, hasBegun: boolean): DeliveryError {
  if (isDeliveryError(error)) return error
  const { code, command, responseCode, response } = (typeof error === 'object' && error !== null ? error : {}) as SmtpFailure
  const where = typeof command === 'string' ? command.split(' ')[0] ?? '' : ''
  const what = [typeof code === 'string' ? code : '', typeof responseCode === 'number' ? String(responseCode) : '', where].filter(Boolean).join(' ') || 'failed'
  if (typeof responseCode === 'number') {
    const enhanced = typeof response === 'string' ? /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})/.exec(response)?.[1] : undefined
    const isPermanent = responseCode >= 500 && code !== 'EAUTH'
    return new DeliveryError(isPermanent ? 'permanent' : 'temporary', enhanced === undefined ? what : `${what} ${enhanced}`, { isBadAddress: isPermanent && enhanced !== undefined && /^5\.1\.(1|2|3|10)$/.test(enhanced), cause: error })
  }
  return new DeliveryError(hasBegun ? 'unknown' : 'temporary', what, { cause: error })
}
