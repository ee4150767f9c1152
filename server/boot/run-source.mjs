// Runs a TypeScript program of ours without building it (tsx).
import { spawn } from 'node:child_process'

/** Runs it to its end with our terminal, handing signals on, and takes its exit code over. `nodeOptions` stand before the program. */
export function runSource(root, program, args, { nodeOptions = ['--import', 'tsx'], env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...nodeOptions, program, ...args], { cwd: root, env: { ...process.env, ...env }, stdio: 'inherit' })
    const isOurs = { SIGTERM: true, SIGHUP: true, SIGINT: false } // Ctrl-C reaches the child by itself; we only wait for it.
    for (const [signal, isForwarded] of Object.entries(isOurs)) process.on(signal, () => isForwarded && child.kill(signal))
    child.once('error', (error) => {
      console.error(error.message)
      process.exitCode = 1
      resolve()
    })
    child.once('close', (code) => {
      process.exitCode = code ?? 1
      resolve()
    })
  })
}
