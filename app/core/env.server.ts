import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

/** The only place that reads process.env. Everything has a default on the embedded database. */
const flag = z.enum(['0', '1']).transform((v) => v === '1')
const postgres = z.url({ protocol: /^postgres(ql)?$/ })

const schema = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  ENISHI_DATA: z.string().min(1).default('.data'),
  ENISHI_DEMO: flag.optional(),
  ENISHI_CLOCK: z.iso.datetime({ offset: true }).transform((v) => new Date(v)).optional(),
  ENISHI_MODE: z.enum(['all', 'web', 'worker', 'dev', 'setup', 'migrate', 'demo-refresh']).default('all'),
  ENISHI_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  ENISHI_METRICS: z.string().min(1).optional(),
  DATABASE_URL: postgres.optional(),
  DATABASE_OWNER_URL: postgres.optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().min(3).optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).transform((v) => v.replace(/\/+$/, '')).optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).max(5).default(0),
  ENISHI_SECRET: z.string().min(32).optional(),
  LIVEKIT_URL: z.url().optional(),
})

export type Env = z.output<typeof schema> & { secret: string; publicUrl: string; isEmbedded: boolean }

export class EnvError extends Error {
  override readonly name = 'EnvError'
  constructor(readonly lines: string[]) {
    super(lines.join('\n'))
  }
}

const expected: Record<string, string> = {
  PORT: 'a port number (0 to 65535)',
  ENISHI_DEMO: '0 or 1',
  ENISHI_CLOCK: 'an instant like 2025-11-20T10:00:00+09:00',
  DATABASE_URL: 'an address like postgresql://user:password@host:5432/name',
  DATABASE_OWNER_URL: 'an address like postgresql://user:password@host:5432/name',
  REDIS_URL: 'an address like redis://host:6379',
  SMTP_URL: 'an address like smtp://user:password@host:587',
  PUBLIC_URL: 'an address like https://alumni.example.jp',
  TRUST_PROXY: 'the number of proxies in front (0 to 5)',
  ENISHI_SECRET: 'at least 32 characters',
}

/**
 * The checked environment. Throws EnvError with one line a wrong variable; the values themselves are never repeated.
 * Without ENISHI_SECRET, an embedded place makes one and keeps it in its data folder; a real database needs it set.
 */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([k, v]) => k in schema.shape && v !== ''))
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((i) => String(i.path[0])))]
    throw new EnvError(names.map((n) => `${n}: ${expected[n] ?? 'has a value that cannot be used'}`))
  }
  const env = parsed.data
  const isEmbedded = env.DATABASE_URL === undefined
  if (!isEmbedded && env.ENISHI_SECRET === undefined && env.NODE_ENV === 'production') {
    throw new EnvError(['ENISHI_SECRET: needed with DATABASE_URL, at least 32 characters, the same for every process'])
  }
  const publicUrl = env.PUBLIC_URL ?? `http://${env.HOST === '0.0.0.0' || env.HOST === '::' ? 'localhost' : env.HOST === '127.0.0.1' ? 'localhost' : env.HOST}:${env.PORT}`
  return { ...env, isEmbedded, publicUrl, secret: env.ENISHI_SECRET ?? keptSecret(env.ENISHI_DATA) }
}

function keptSecret(folder: string): string {
  const file = path.join(folder, 'secret')
  try {
    return fs.readFileSync(file, 'utf8').trim()
  } catch {
    fs.mkdirSync(folder, { recursive: true })
    try {
      fs.writeFileSync(file, randomBytes(32).toString('base64url') + '\n', { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    return fs.readFileSync(file, 'utf8').trim()
  }
}
