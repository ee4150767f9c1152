import pino from 'pino'

export type Log = pino.Logger

/** Of an error what helps to find it. Drivers hang their whole connection on theirs, with keys to it. */
function readError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { type, message, stack } = pino.stdSerializers.err(error)
  return { type, message, stack, ...('code' in error ? { code: error.code } : {}) }
}

/** JSON lines; what may hold a secret or a private field is removed wherever it appears. `to` is where they go, standard output when left out. */
export function createLog(level: string, to?: pino.DestinationStream): Log {
  const secret = ['password', 'passwordHash', 'token', 'tokenHash', 'cookie', 'authorization', 'set-cookie', 'email', 'to', 'text', 'html', 'doc', 'support']
  const paths = secret.flatMap((k) => [`["${k}"]`, `*["${k}"]`, `*.*["${k}"]`])
  const options = { level, base: undefined, redact: { paths, censor: '[hidden]' }, serializers: { err: readError }, timestamp: pino.stdTimeFunctions.isoTime }
  return to === undefined ? pino(options) : pino(options, to)
}
