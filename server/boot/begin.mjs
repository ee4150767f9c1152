// What every way of starting does first. Keep the syntax plain: an old Node must get as far as the message.
import v8 from 'node:v8'

const NEEDED = [20, 19]

/**
 * Ends the process with one line when Node is too old, works in the project's folder from then on, and ends with the process
 * that started it when that is npm, or whenever `isChild` says so.
 */
export function begin(root, { isChild = process.env.npm_lifecycle_event !== undefined } = {}) {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
    console.error(`Node.js ${NEEDED.join('.')} 以上が必要です(今は ${process.versions.node})。 / Node.js ${NEEDED.join('.')} or newer is needed (this is ${process.versions.node}).`)
    process.exit(1)
  }
  process.chdir(root)
  if (isChild) endWithParent()
}

/** npm does not always hand a SIGTERM on and would leave us running without it: when our parent is gone, we end as by Ctrl-C. */
function endWithParent() {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGINT')
  }, 500).unref()
}

/** Runs the product's bundle in this process, in one of its modes. */
export async function runBundle(mode) {
  // V8 would let the heap grow to several times what is in use before it cleans up: 460 MB after a load instead of 290, and no faster.
  v8.setFlagsFromString('--heap-growing-percent=30')
  process.env.NODE_ENV = 'production'
  process.env.ENISHI_MODE = mode
  await import(new URL('../../build/server-main/index.js', import.meta.url).href)
}

/** Prints an error of the boot for a person: its message, without the place in the program. */
export function complain(error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
