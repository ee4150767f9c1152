import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

/**
 * Runs a program of this folder in a process of its own, to be killed, on a data folder.
 * Out: the process and the first line it said. `children` gets it, so that a test can end what is left.
 */
export async function runElsewhere(program: 'hold-lock' | 'start-postgres', dataFolder: string, children: ChildProcess[]): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, `${program}.ts`), dataFolder], { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, said: chunk.toString().trim() }
}
