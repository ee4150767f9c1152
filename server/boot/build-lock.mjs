// One build of a clone at a time: `npm run web` and `npm run worker` may find the same build stale together.
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** Runs `work` while this process holds the clone's build lock, waiting for a living holder first. */
export async function withBuildLock(root, work) {
  const file = path.join(root, '.cache', 'build.lock')
  fs.mkdirSync(path.dirname(file), { recursive: true })
  while (!take(file)) await wait(100)
  try {
    return await work()
  } finally {
    fs.rmSync(file, { recursive: true, force: true })
  }
}

/** The lock is a folder that appears complete, by renaming, which fails while another stands there. */
function take(file) {
  const draft = `${file}.${process.pid}`
  fs.mkdirSync(draft)
  fs.writeFileSync(path.join(draft, 'pid'), String(process.pid))
  try {
    fs.renameSync(draft, file)
    return true
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true })
    if (!['EEXIST', 'ENOTEMPTY', 'EPERM'].includes(error.code)) throw error
    if (!isAlive(holderOf(file))) forgetDead(file, draft)
    return false
  }
}

/** Moves a dead holder's lock away; when a living one was quicker and its lock was moved instead, it is put back. */
function forgetDead(file, draft) {
  const moved = `${draft}.old`
  try {
    fs.renameSync(file, moved)
    if (isAlive(holderOf(moved))) fs.renameSync(moved, file)
  } catch (error) {
    if (!['ENOENT', 'EEXIST', 'ENOTEMPTY'].includes(error.code)) throw error
  } finally {
    fs.rmSync(moved, { recursive: true, force: true })
  }
}

function holderOf(file) {
  try {
    return Number(fs.readFileSync(path.join(file, 'pid'), 'utf8'))
  } catch {
    return 0
  }
}

function isAlive(pid) {
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
