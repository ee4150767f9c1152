import fs from 'node:fs'
import { once } from 'node:events'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { cloneTemplate, type TestCluster } from '../../../prisma/testing/cluster.ts'
import { findChromium } from './find-chromium.ts'
import { spawnProduct } from './spawn.ts'

/** Vitest loads this module anew for each project; the demo is one for all of them. */
const SHARED = Symbol.for('enishi test demo')
const shared = globalThis as { [SHARED]?: Promise<string> }

/** Builds the product once before the tests that run it, has it lay the demo that each of them gets a copy of, and has their browser there. */
export default async function setup(project: TestProject): Promise<void> {
  const { buildIfStale } = (await import('../../boot/build.mjs' as string)) as { buildIfStale(): Promise<void> }
  await Promise.all([buildIfStale(), findChromium()])
  project.provide('demo', await (shared[SHARED] ??= layDemo(project.getProvidedContext().cluster)))
}

async function layDemo(cluster: TestCluster): Promise<string> {
  const { name, url, appUrl } = await cloneTemplate(cluster)
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'enishi-demo-'))
  const { child, output } = spawnProduct(['server/boot/run.mjs', 'demo-refresh'], { DATABASE_URL: appUrl, DATABASE_OWNER_URL: url, ENISHI_DATA: folder, ENISHI_DEMO: '1', ENISHI_LOG: 'warn', ENISHI_SECRET: 'a secret of tests, never of a real place' })
  const [code] = (await once(child, 'exit')) as [number | null]
  fs.rmSync(folder, { recursive: true, force: true })
  if (code !== 0) throw new Error(`the demo could not be laid:\n${output()}`)
  return name
}
