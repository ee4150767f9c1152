/** What must hold of package.json and package-lock.json. Pure, so that the test can show that each check fails. */
import { atLeast } from './versions.ts'

export type Manifest = {
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  overrides?: Record<string, string>
  allowScripts?: Record<string, boolean>
}
export type Locked = {
  version?: string
  resolved?: string
  integrity?: string
  link?: boolean
  dev?: boolean
  hasInstallScript?: boolean
  optionalDependencies?: Record<string, string>
}
export type Lock = { packages: Record<string, Locked> }

/** Oldest versions without a known hole that reaches us. One entry a major where several are in use; where none fits, the package must go. */
export const minimum: Record<string, string[]> = {
  // Remix 2 asks for older ones; their advisories are why package.json overrides them.
  '@remix-run/router': ['1.23.4'],
  'react-router': ['6.30.6'],
  'react-router-dom': ['6.30.6'],
  '@remix-run/node': ['2.17.5'],
  '@remix-run/express': ['2.17.5'],
  '@remix-run/react': ['2.17.5'],
  '@remix-run/dev': ['2.17.5'],
  rollup: ['4.60.1'],
  vite: ['5.4.21', '6.4.6'],
  express: ['4.22.3'],
  'body-parser': ['1.20.3'],
  cookie: ['0.7.2'],
  'path-to-regexp': ['0.1.12'],
  qs: ['6.14.1'],
  send: ['0.19.0'],
  'serve-static': ['1.16.0'],
  'on-headers': ['1.1.0'],
  compression: ['1.8.1'],
  'socket.io': ['4.8.4'],
  'socket.io-parser': ['4.2.4'],
  'engine.io': ['6.6.4'],
  ws: ['7.5.10', '8.17.1'],
  undici: ['6.21.2'],
  nanoid: ['3.3.8'],
  'cross-spawn': ['7.0.5'],
  braces: ['3.0.3'],
  'js-yaml': ['4.1.1'],
  nodemailer: ['10.6.0'],
  lucia: ['3.2.2'],
  bullmq: ['6.7.0'],
  prisma: ['7.10.0'],
  '@prisma/client': ['7.10.0'],
  pg: ['8.23.1'],
  zod: ['4.6.7'],
}

const nameOf = (place: string): string => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
const installed = (lock: Lock): [name: string, locked: Locked, place: string][] => Object.entries(lock.packages).filter(([place]) => place !== '').map(([place, locked]) => [nameOf(place), locked, place])

/** Everything that is wrong, a line each. */
export function checkLockfile(manifest: Manifest, lock: Lock, text: string): string[] {
  const packages = installed(lock)
  const wanted = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
  const places = new Set(Object.keys(lock.packages))
  return [
    ...Object.entries(wanted).flatMap(([name, version]) => {
      if (!/^\d/.test(version)) return [`${name}: ${version} is not an exact version`]
      return lock.packages[`node_modules/${name}`]?.version === version ? [] : [`${name}: package.json says ${version}, the lockfile another`]
    }),
    ...packages.flatMap(([name, { version }, place]) => {
      const lowest = minimum[name]
      return lowest && version !== undefined && !atLeast(version, lowest) ? [`${place}: ${version} is older than ${lowest.join(' or ')}`] : []
    }),
    ...Object.keys(minimum).flatMap((name) => (packages.some(([n]) => n === name) ? [] : [`${name}: has a minimum and is not installed`])),
    ...Object.entries(manifest.overrides ?? {}).flatMap(([name, version]) => {
      const others = packages.filter(([n, locked]) => n === name && locked.version !== version)
      const isAbsent = !packages.some(([n]) => n === name)
      return [...others.map(([, locked, place]) => `${place}: ${locked.version} in spite of the override ${version}`), ...(isAbsent ? [`${name}: overridden and not installed`] : [])]
    }),
    ...packages.flatMap(([, { resolved }, place]) => (resolved === undefined ? [] : [`${place}: names where it came from`])),
    ...packages.flatMap(([, { integrity, link }, place]) => (integrity !== undefined || link ? [] : [`${place}: has no integrity`])),
    ...packages.flatMap(([name, { hasInstallScript }, place]) => (hasInstallScript && manifest.allowScripts?.[name] === undefined ? [`${place}: has an install script that allowScripts neither allows nor refuses`] : [])),
    // npm drops a platform's package silently when a registry lacks it, and `npm ci` fails on that platform.
    ...packages.flatMap(([, { optionalDependencies }, place]) => Object.keys(optionalDependencies ?? {}).flatMap((name) => (isReachable(places, place, name) ? [] : [`${place}: its optional ${name} is missing from the lockfile`]))),
    ...(/"resolved"|registry\.|\/\/npm\./.test(text) ? ['the lockfile names a registry'] : []),
  ]
}

/** Whether `name` is found from `place` as Node looks: in it, then in each folder above. */
function isReachable(places: ReadonlySet<string>, place: string, name: string): boolean {
  for (let above = place; ; above = above.slice(0, Math.max(0, above.lastIndexOf('/node_modules/')))) {
    if (places.has(`${above === '' ? '' : `${above}/`}node_modules/${name}`)) return true
    if (above === '') return false
  }
}
