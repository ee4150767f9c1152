import { z } from 'zod'
import { applyMigrations, diffToSchema, lastPanic } from './schema-engine.ts'

/** Reads one order as JSON from standard input, carries it out and answers as JSON; a child process of migrate.ts. */
const order = z.discriminatedUnion('do', [z.object({ do: z.literal('apply'), url: z.string(), before: z.string().optional() }), z.object({ do: z.literal('diff'), url: z.string() })])

async function readInput(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array))
  return Buffer.concat(chunks).toString('utf8')
}

async function answer(): Promise<unknown> {
  const asked = order.parse(JSON.parse(await readInput()))
  return asked.do === 'apply' ? { applied: await applyMigrations(asked.url, asked.before) } : { sql: await diffToSchema(asked.url) }
}

// A panic of the engine ends the process from inside WebAssembly; its message is all that is left.
process.on('uncaughtException', (error) => {
  process.stdout.write(JSON.stringify({ error: lastPanic() ?? error.message }), () => process.exit(1))
})

const result = await answer().catch((error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }))
process.stdout.write(JSON.stringify(result), () => process.exit('error' in Object(result) ? 1 : 0))
