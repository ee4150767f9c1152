/** What stands in for `npm audit` where no registry can be asked. */
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { checkLockfile, type Lock, type Manifest } from './lockfile/check.ts'
import { isAllowed, readLicences } from './lockfile/licences.ts'
import { atLeast } from './lockfile/versions.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (name: string) => fs.readFileSync(path.join(root, name), 'utf8')
const text = read('package-lock.json')
const manifest = JSON.parse(read('package.json')) as Manifest
const lock = JSON.parse(text) as Lock

test('the lockfile is whole, names no registry and holds no version known to be unsafe', () => {
  expect(Object.keys(lock.packages).length).toBeGreaterThan(300)
  expect(checkLockfile(manifest, lock, text)).toEqual([])
})

test('every licence may be passed on', () => {
  const licences = readLicences(root, lock)
  expect(licences.length).toBeGreaterThan(300)
  expect(licences.filter((l) => !isAllowed(l))).toEqual([])
})

describe('each check can fail', () => {
  const withPackage = (place: string, locked: Lock['packages'][string]): Lock => ({ packages: { ...lock.packages, [place]: { ...lock.packages[place], ...locked } } })
  test.each<[string, Manifest, Lock, string]>([
    ['an unsafe version', manifest, withPackage('node_modules/old/node_modules/ws', { version: '8.16.0', integrity: 'x' }), 'node_modules/old/node_modules/ws: 8.16.0 is older than 7.5.10 or 8.17.1'],
    ['an override that is not in force', manifest, withPackage('node_modules/@remix-run/react/node_modules/react-router', { version: '6.30.7', integrity: 'x' }), 'node_modules/@remix-run/react/node_modules/react-router: 6.30.7 in spite of the override 6.30.6'],
    ['a range', { ...manifest, dependencies: { ...manifest.dependencies, zod: '^4.6.7' } }, lock, 'zod: ^4.6.7 is not an exact version'],
    ['a lockfile left behind', { ...manifest, dependencies: { ...manifest.dependencies, zod: '4.7.0' } }, lock, 'zod: package.json says 4.7.0, the lockfile another'],
    ['an address', manifest, withPackage('node_modules/zod', { resolved: 'somewhere' }), 'node_modules/zod: names where it came from'],
    ['a package without integrity', manifest, withPackage('node_modules/zod', { integrity: undefined }), 'node_modules/zod: has no integrity'],
    ['an unknown install script', manifest, withPackage('node_modules/zod', { hasInstallScript: true }), 'node_modules/zod: has an install script that allowScripts neither allows nor refuses'],
    ['a platform that npm dropped', manifest, withPackage('node_modules/zod', { optionalDependencies: { '@zod/linux-x64': '1.0.0' } }), 'node_modules/zod: its optional @zod/linux-x64 is missing from the lockfile'],
  ])('%s', (_, wrongManifest, wrongLock, message) => {
    expect(checkLockfile(wrongManifest, wrongLock, text)).toEqual([message])
  })

  test('a registry in the text', () => {
    expect(checkLockfile(manifest, lock, `${text}\n"resolved": "https://registry.example/zod.tgz"`)).toEqual(['the lockfile names a registry'])
  })

  test.each([['1.2.3', ['1.2.3'], true], ['1.2.2', ['1.2.3'], false], ['2.0.0', ['1.2.3'], true], ['7.5.9', ['7.5.10', '8.17.1'], false], ['6.0.0', ['7.5.10', '8.17.1'], false], ['8.17.1-rc.1', ['8.17.1'], true]])('%s at least %j: %s', (version, lowest, expected) => {
    expect(atLeast(version, lowest)).toBe(expected)
  })

  test.each([['MIT', true], ['GPL-3.0', false], ['(MIT OR GPL-3.0)', true], ['(MIT AND GPL-3.0)', false], ['none', false]])('licence %s: %s', (licence, expected) => {
    expect(isAllowed({ name: 'x', licence })).toBe(expected)
  })
})
