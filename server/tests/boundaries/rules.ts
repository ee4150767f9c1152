import type { Deed, Import, Scan } from './source.ts'
import { isBrowserSafe, isPublic, isServerFile, mayCall, mayImport, mayKnow, moduleOf, zoneOf, type Zone } from './zones.ts'

export type Violation = { rule: string; path: string; line: number; message: string }

/** One sentence of the architecture. Says what is wrong with an import or a deed of a file, or nothing. */
type ImportRule = (path: string, item: Import) => string | undefined
type DeedRule = (path: string, deed: Deed) => string | undefined

const isTest = (path: string) => zoneOf(path) === 'test'
const isOneOf = (path: string, ...zones: Zone[]) => zones.includes(zoneOf(path))
const starts = (specifier: string, ...names: string[]) => names.some((n) => specifier === n || specifier.startsWith(n.endsWith('/') ? n : `${n}/`))

/** Which part may use a package that ties code to one edge or one store; `knowers` may know its types alone. */
const packages: { names: string[]; users: RegExp; knowers?: RegExp }[] = [
  { names: ['@remix-run/', 'react-router', 'react-router-dom'], users: /^app\/(routes|http|components)\/|^app\/(root|entry\.\w+)\.tsx$|^server\/(app|http\/remix|http\/form-with-files)\.ts$|^vite\.config\.ts$/, knowers: /^server\// },
  { names: ['react', 'react-dom'], users: /^app\/(routes|components|realtime|i18n|http)\/|^app\/[^/]+\.tsx?$/ },
  { names: ['express', 'compression', 'helmet'], users: /^server\// },
  { names: ['socket.io', 'engine.io'], users: /^server\/sockets\// },
  { names: ['socket.io-client'], users: /^app\/realtime\// },
  { names: ['bullmq'], users: /^workers\/|^prisma\/migrate\.ts$/ },
  { names: ['ioredis'], users: /^workers\/|^server\// },
  { names: ['nodemailer'], users: /^workers\// },
  { names: ['pg'], users: /^app\/core\/(raw-sql|read-lanes|resting-lines|lost-lines|listener|place-key|db|one-statement)\.|^workers\/|^server\/|^prisma\// },
  { names: ['@prisma/'], users: /^prisma\/|^app\/core\/db\.server\.ts$/ },
  { names: ['lucia', '@oslojs/'], users: /^app\/domain\/accounts\// },
  { names: ['file-type', 'sharp'], users: /^app\/core\/(images|documents)\.server\.ts$|^prisma\/factories\// },
  { names: ['libsodium-wrappers'], users: /^app\/core\/sealing\.server\.ts$/ },
  { names: ['@node-rs/argon2'], users: /^app\/core\/passwords\.server\.ts$|^prisma\/factories\// },
]

const importRules: Record<string, ImportRule> = {
  'only known parts': (path) => (zoneOf(path) === 'unknown' ? 'stands in no part of the house' : undefined),

  'imports flow one way': (path, { target, isType }) => {
    const from = zoneOf(path)
    if (target === undefined || from === 'test' || from === 'bench' || from === 'unknown') return undefined
    const to = zoneOf(target)
    if (to === from || to === 'unknown' || mayImport[from].includes(to) || (isType && mayKnow[from]?.includes(to))) return undefined
    return `${from} may not import ${to} (${target})`
  },

  'the inside of a module is its own': (path, { target }) => {
    const module = target === undefined ? undefined : moduleOf(target)
    if (target === undefined || module === undefined || module === moduleOf(path) || isPublic(target) || isTest(path)) return undefined
    return `${target} is inside the module ${module}; its door is index.server.ts`
  },

  'modules call only whom they may': (path, { target }) => {
    const [mine, other] = [moduleOf(path), target === undefined ? undefined : moduleOf(target)]
    if (mine === undefined || other === undefined || mine === other || isTest(path) || mayCall(mine, other)) return undefined
    return `the module ${mine} may not call ${other}`
  },

  'packages stay where they belong': (path, { specifier, isType }) => {
    if (isTest(path) || zoneOf(path) === 'bench') return undefined
    const wrong = packages.find(({ names, users, knowers }) => starts(specifier, ...names) && !users.test(path) && !(isType && knowers?.test(path)))
    return wrong && `${specifier} is not for ${zoneOf(path)}`
  },

  'what a browser reads needs no server': (path, { specifier, target, isType }) => {
    if (isType || !isBrowserSafe(path) || isTest(path)) return undefined
    if (specifier.startsWith('node:')) return `${specifier} does not exist in a browser`
    if (target !== undefined && (isServerFile(target) || isOneOf(target, 'generated'))) return `${target} is for the server`
    return undefined
  },

  'redirects go through app/http': (path, { specifier, names }) =>
    starts(specifier, '@remix-run/', 'react-router') && !isOneOf(path, 'http', 'test') && names.some((n) => /^(redirect|redirectDocument|replace)$/.test(n))
      ? 'redirects are made by go() of app/http, which leaves the origin for nobody'
      : undefined,

  'a fold imports types alone': (path, { specifier, isType }) => (/^app\/domain\/[^/]+\/fold\.ts$/.test(path) && !isType && !/fold(\.ts)?$/.test(specifier) ? `${specifier} would follow the reducer into the browser` : undefined),
}

const deedRules: Record<string, DeedRule> = {
  'the environment is read in one place': (path, { text }) =>
    /^process\.env$/.test(text) && !/^app\/core\/env\.server\.ts$|^server\/boot\//.test(path) && !isOneOf(path, 'test', 'bench', 'config') ? 'process.env is read by app/core/env.server.ts and server/boot alone' : undefined,

  'no raw SQL from text': (_, { kind, text }) => (kind === 'member' && /\.\$(queryRawUnsafe|executeRawUnsafe)$|^Prisma\.raw$/.test(text) ? `${text} takes SQL as text; write it as a tagged template` : undefined),

  'a bound is part of its statement': (path, { kind, text }) => (kind === 'sql' && !isOneOf(path, 'test', 'bench') && /\blimit \?/.test(text) ? 'a bound that is a parameter is unknown to the plan: app/core/fixed.server.ts' : undefined),

  'rules ask ctx for the time': (path, { kind, text, args }) => {
    if (!isOneOf(path, 'domain', 'workers', 'core') || /^app\/core\/clock\.ts$/.test(path)) return undefined
    if (kind === 'call' && (text === 'Date.now' || (text === 'new Date' && args === 0))) return `${text}() is not ctx.now()`
    if (kind === 'sql' && /\b(now\(\)|current_timestamp|current_date|clock_timestamp\(\))/i.test(text)) return 'the clock of the database is not ctx.now()'
    return undefined
  },

  'redirects go through app/http': (path, { kind, text }) =>
    kind === 'call' && /^(res|response|reply)\.redirect$/.test(text) && !isOneOf(path, 'http', 'test') ? 'redirects are made by go() of app/http, which leaves the origin for nobody' : undefined,
}

/** Where a rule does not hold, and why. Each must be needed. */
export const exceptions: { rule: string; path: string; why: string }[] = [
  { rule: 'rules ask ctx for the time', path: 'app/domain/accounts/lucia.server.ts', why: 'Lucia compares with the wall clock; the adapter moves times there and back' },
  { rule: 'rules ask ctx for the time', path: 'workers/queues.ts', why: 'BullMQ counts in wall-clock time' },
  { rule: 'rules ask ctx for the time', path: 'app/domain/accounts/authenticate.server.ts', why: 'the end of a session comes from Lucia in wall-clock time' },
  { rule: 'a bound is part of its statement', path: 'app/domain/events/promote-waiting.server.ts', why: 'as many as there are free seats: another number each time' },
  { rule: 'no raw SQL from text', path: 'app/core/fixed.server.ts', why: 'a whole number, nothing else, becomes part of a statement' },
]

export const ruleNames = [...new Set([...Object.keys(importRules), ...Object.keys(deedRules), 'no cycles'])]

/** What one file breaks, exceptions included. */
export function judge(file: Scan): Violation[] {
  const found: Violation[] = []
  const note = (rule: string, line: number, message: string | undefined) => {
    if (message !== undefined) found.push({ rule, path: file.path, line, message })
  }
  for (const [rule, holds] of Object.entries(importRules)) for (const item of file.imports) note(rule, item.line, holds(file.path, item))
  for (const [rule, holds] of Object.entries(deedRules)) for (const deed of file.deeds) note(rule, deed.line, holds(file.path, deed))
  return found
}
