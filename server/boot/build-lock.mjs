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
    fs.rmSync(file, { force: true })
  }
}

function take(file) {
  const draft = `${file}.${process.pid}`
  fs.writeFileSync(draft, String(process.pid))
  try {
    fs.linkSync(draft, file)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    forgetDead(file, draft)
    return false
  } finally {
    fs.rmSync(draft, { force: true })
  }
}

/** Moves a dead holder's lock away; when a living one's was moved instead, because it was quicker, it is put back. */
function forgetDead(file, draft) {
  if (isAlive(holderOf(file))) return
  const moved = `${draft}.old`
  try {
    fs.renameSync(file, moved)
    if (isAlive(holderOf(moved))) fs.linkSync(moved, file)
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error
  } finally {
    fs.rmSync(moved, { force: true })
  }
}

function holderOf(file) {
  try {
    return Number(fs.readFileSync(file, 'utf8'))
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
