import { lockDataFolder } from '../data-folder.ts'
import { StartError } from '../start-error.ts'

/** Tries for the lock of the folder named in its argument, says so, and lives until its input ends. */
const lock = await lockDataFolder(process.argv[2] ?? '').catch((error: unknown) => {
  if (error instanceof StartError) return undefined
  throw error
})
process.stdout.write(lock === undefined ? 'refused\n' : 'held\n')
process.stdin.resume().once('end', () => process.exit(0))
