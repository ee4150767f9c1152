// Shows what the boot is doing, and runs programs on its behalf.
import { spawn } from 'node:child_process'

/** Runs `work`, saying what is being done and how many seconds it took. */
export async function step(japanese, english, work) {
  const begin = Date.now()
  process.stdout.write(`▸ ${japanese} / ${english} …${process.stdout.isTTY ? '' : '\n'}`)
  let isDone = false
  try {
    const result = await work()
    isDone = true
    return result
  } finally {
    const seconds = ((Date.now() - begin) / 1000).toFixed(1)
    process.stdout.write(`${process.stdout.isTTY ? ' ' : '  '}${isDone ? '✓' : '✗'} ${seconds} s\n`)
  }
}

/** Runs a Node program of ours to its end and keeps quiet; throws with everything it said when it fails. */
export function runNode(cwd, args, extraEnv = {}) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...extraEnv }
    // A build started from within a test must not think that it is one.
    for (const name of ['VITEST', 'VITEST_MODE', 'VITEST_POOL_ID', 'VITEST_WORKER_ID']) delete env[name]
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const end = (signal) => {
      child.kill(signal)
      process.exit(1)
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, end)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.once('error', reject)
    child.once('close', (code) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeListener(signal, end)
      if (code === 0) resolve(output)
      else reject(new Error(`${args.join(' ')} failed (${code})\n${output}`))
    })
  })
}
