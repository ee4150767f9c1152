/// <reference types="vitest/config" />
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig, type UserConfig } from 'vite'

declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true
  }
}

const root = fileURLToPath(new URL('.', import.meta.url))
const isTest = process.env.VITEST !== undefined
const version = (major: number, minor = 0): number => (major << 16) | (minor << 8)

/** Browsers the styles are written down for: older than `light-dark()` and nesting, which are expanded; cascade layers stay. */
const cssTargets = { chrome: version(105), edge: version(105), firefox: version(115), safari: version(16), ios_saf: version(16) }

/** The tests that need a database find it through this file. */
const globalSetup = fs.existsSync(path.join(root, 'prisma/testing/global.ts')) ? ['prisma/testing/global.ts'] : []
const everyTest = ['app/**/*.test.{ts,tsx}', 'prisma/**/*.test.ts', 'server/**/*.test.ts', 'workers/**/*.test.ts']
/** Tests of files that need nothing running: the browser-safe files of a module, core, contract, words, components, the map of imports. */
const unitTests = [
  'app/{components,contract,core,http,i18n,realtime,styles}/**/!(*.server).test.{ts,tsx}',
  'app/domain/*/{schema,policy,events,jobs}.test.ts',
  'app/**/*.unit.test.{ts,tsx}',
  'server/**/*.unit.test.ts',
  'server/tests/boundaries.test.ts',
]
const browserTests = ['server/tests/e2e/**/*.test.ts']

const test: UserConfig['test'] = {
  pool: 'forks',
  maxWorkers: 2,
  projects: [
    { extends: true, test: { name: 'unit', include: unitTests, sequence: { groupOrder: 0 } } },
    {
      extends: true,
      test: { name: 'parts', include: everyTest, exclude: [...unitTests, ...browserTests], globalSetup, testTimeout: 30_000, hookTimeout: 60_000, sequence: { groupOrder: 1 } },
    },
    {
      extends: true,
      test: { name: 'browser', include: browserTests, globalSetup, fileParallelism: false, testTimeout: 120_000, hookTimeout: 180_000, sequence: { groupOrder: 2 } },
    },
  ],
}

export default defineConfig({
  plugins: [
    !isTest &&
      remix({
        ignoredRouteFiles: ['**/*.css', '**/*.test.{ts,tsx}'],
        future: {
          v3_fetcherPersist: true,
          v3_relativeSplatPath: true,
          v3_throwAbortReason: true,
          v3_singleFetch: true,
          v3_lazyRouteDiscovery: true,
        },
      }),
  ],
  // Inside the clone: node_modules may be shared by several.
  cacheDir: '.cache/vite',
  resolve: { alias: [{ find: /^~\//, replacement: `${path.join(root, 'app')}/` }] },
  css: { transformer: 'lightningcss', lightningcss: { targets: cssTargets } },
  build: { target: 'es2022', cssTarget: false, cssMinify: 'lightningcss' },
  server: {
    watch: { ignored: ['**/.data/**', '**/.cache/**', '**/build/**', '**/prisma/generated/**', '**/docs/**', '**/bench/**'] },
    fs: { allow: [root, fs.realpathSync(path.join(root, 'node_modules'))] },
  },
  test,
})
