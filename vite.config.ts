/// <reference types="vitest/config" />
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
import { textsByArea } from './app/i18n/texts-by-area.server.ts'
import { testProjects } from './prisma/testing/projects.ts'

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

/** What every page needs comes in two files: the framework, which stays for months, and our own kit. A dozen small ones would cost more in headers than they weigh. */
function sharedChunk(id: string): string | undefined {
  if (/\/node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|turbo-stream|@remix-run\/[\w-]+)\//.test(id)) return 'framework'
  if (id.includes('?')) return undefined
  const isKit = /\/app\/(components\/(layout|ui)\/(?!dialog|desk-|empty|bones|phrase|scroll-box|definition-list|who|former|nav-sets|page-head|more-link|card)|components\/form\/(?!radio|check-cards|checkbox|select|text-)|components\/(keyboard\/(keyboard|shortcut)|offline\/(offline|reader))\.|i18n\/(index|detect|needed|translate)\.|core\/(dates|text|ids)\.|realtime\/(commands|connection-banner|use-?[A-Z\w-]+)\.)|vite\/preload-helper/.test(id)
  if (isKit) return 'kit'
  if (/\/(boards\/(post-(menu|actions)|reply-page|new-topic-form|tag-field|board-item|topic-(item|list)|quote-button|quoting|use-fresh-lists)|editor\/draft-choice)\./.test(id)) return undefined
  return /\/app\/components\/(boards|editor\/(writing-box|draft|notes))/.test(id) ? 'boards' : undefined
}

/** Vitest is there in tests alone. */
const sequence = isTest ? { sequencer: (await import('./prisma/testing/sequencer.ts')).default } : {}

export default defineConfig(({ isSsrBuild }) => ({
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
    !isTest && textsByArea(root),
  ],
  // Inside the clone, for node_modules may be shared by several; under that name, because Vite warns less of what packages do.
  cacheDir: '.cache/node_modules/.vite',
  resolve: { alias: [{ find: /^~\//, replacement: `${path.join(root, 'app')}/` }] },
  css: { transformer: 'lightningcss', lightningcss: { targets: cssTargets } },
  // The manifest tells the server where a language's texts are (app/i18n/chunks.server.ts); small fonts stay files, because the security policy has no `data:`.
  build: { target: 'es2022', cssTarget: false, cssMinify: 'lightningcss', manifest: true, assetsInlineLimit: 0, rollupOptions: isSsrBuild ? {} : { output: { manualChunks: sharedChunk } } },
  server: {
    watch: { ignored: ['**/.data/**', '**/.cache/**', '**/build/**', '**/prisma/generated/**', '**/docs/**', '**/bench/**'] },
    fs: { allow: [root, fs.realpathSync(path.join(root, 'node_modules'))] },
  },
  test: { maxWorkers: 2, projects: testProjects(root), sequence },
}))
