import { startPostgres } from '../postgres.ts'

/** Starts the database of the folder named in its argument, says its address and lives until its input ends, when it stops it. */
const postgres = await startPostgres({ dataDir: process.argv[2] ?? '', flags: ['-c', 'fsync=off'] })
process.stdout.write(`${postgres.url()}\n`)
process.stdin.resume().once('end', () => void postgres.stop().then(() => process.exit(0)))
