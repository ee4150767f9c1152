/** Programs of ours as child processes. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../..', import.meta.url))

/** A program of ours as a child that ends with us, without the variables of this test run. */
export function spawnProduct(args: string[], settings: Record<string, string>, before = ''): { child: ChildProcess; output(): string } {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV$|NODE_OPTIONS$|ENISHI_|DATABASE_|REDIS_URL$|SMTP_URL$|PORT$|HOST$|PUBLIC_URL$)/.test(name))
  // As if npm had started it: then it ends when this process does.
  const env = { ...Object.fromEntries(inherited), NODE_ENV: 'production' as const, npm_lifecycle_event: 'test', ...settings }
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = before
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return { child, output: () => text }
}

/** Out: its exit code, null when a signal ended it. */
export async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const exit = once(child, 'exit')
    child.kill(signal)
    await exit
  }
  return child.exitCode
}
