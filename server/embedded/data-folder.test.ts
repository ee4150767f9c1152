import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockDataFolder } from './data-folder.ts'
import { StartError } from './start-error.ts'
import { runElsewhere } from './testing/elsewhere.ts'

let folder: string
let children: ChildProcess[] = []

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'enishi-lock-'))
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children = []
  fs.rmSync(folder, { recursive: true, force: true })
})

/** Another process that tries for the lock and says `held` or `refused`. */
const rival = () => runElsewhere('hold-lock', folder, children)

test('a second process is refused with a sentence that names the folder and the holder', async () => {
  const { child, said } = await rival()
  expect(said).toBe('held')
  const refusal = await lockDataFolder(folder).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(StartError)
  expect(String(refusal)).toContain(folder)
  expect(String(refusal)).toContain(`process ${child.pid}`)
})

test('the lock of a killed process is free at once', async () => {
  const { child } = await rival()
  child.kill('SIGKILL')
  await once(child, 'exit')
  await (await lockDataFolder(folder)).release()
})

test('a frozen process still holds its lock', async () => {
  const { child } = await rival()
  child.kill('SIGSTOP')
  await expect(lockDataFolder(folder)).rejects.toBeInstanceOf(StartError)
})

test('a released lock can be taken again, also by the same process', async () => {
  for (let round = 0; round < 5; round++) await (await lockDataFolder(folder)).release()
  const lock = await lockDataFolder(folder)
  await expect(lockDataFolder(folder)).rejects.toBeInstanceOf(StartError)
  await lock.release()
  expect(fs.readdirSync(path.join(folder, 'lock'))).toHaveLength(1)
})

test('of many who try in the same moment, over the remains of a killed one, exactly one holds it', async () => {
  for (let round = 0; round < 12; round++) {
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => lockDataFolder(folder)))
    const held = tries.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    const refused = tries.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    expect(held).toHaveLength(1)
    for (const reason of refused) expect(reason).toBeInstanceOf(StartError)
    for (const lock of held) await lock.release()
  }
})

test('of several processes that race over the remains of a killed one, exactly one holds it', { timeout: 120_000 }, async () => {
  const first = await rival()
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  const rivals = await Promise.all(Array.from({ length: 6 }, rival))
  expect(rivals.map(({ said }) => said).toSorted()).toEqual(['held', 'refused', 'refused', 'refused', 'refused', 'refused'])
})

test('a path too long for a socket is locked all the same', async () => {
  const deep = path.join(folder, 'x'.repeat(120))
  const lock = await lockDataFolder(deep)
  await expect(lockDataFolder(deep)).rejects.toBeInstanceOf(StartError)
  await lock.release()
})

test('a copy of a folder in use is free', async () => {
  const lock = await lockDataFolder(folder)
  const copy = `${folder}-copy`
  fs.cpSync(path.join(folder, 'lock'), path.join(copy, 'lock'), { recursive: true, filter: (name) => !name.endsWith('.sock') })
  try {
    await (await lockDataFolder(copy)).release()
  } finally {
    await lock.release()
    fs.rmSync(copy, { recursive: true })
  }
})
