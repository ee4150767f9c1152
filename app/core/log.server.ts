import pino from 'pino'

export type Log = pino.Logger

/** JSON lines; what may hold a secret or a private field is removed wherever it appears. */
export function createLog(level: string): Log {
  const secret = ['password', 'passwordHash', 'token', 'tokenHash', 'cookie', 'authorization', 'set-cookie', 'email', 'to', 'text', 'html', 'doc', 'support']
  const paths = secret.flatMap((k) => [`["${k}"]`, `*["${k}"]`, `*.*["${k}"]`])
  return pino({ level, base: undefined, redact: { paths, censor: '[hidden]' }, timestamp: pino.stdTimeFunctions.isoTime })
}
