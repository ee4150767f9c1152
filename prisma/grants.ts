import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import pg from 'pg'

/**
 * The role web and workers use: it reads and writes rows, and can neither change the schema nor rewrite the audit trail.
 * The password counts when the role is made; one that is there keeps its own.
 */
export type AppRole = { name: string; password: string }

/** Rows of these tables are only ever added. */
const APPEND_ONLY = ['audit_entry']

/**
 * Gives the role a login and the rights it needs in `public` and `jobs`, in this database, on what is there and on what comes.
 * In: a client of the owner. Throws when the role must be made and the owner may not.
 */
export async function grantAppRole(owner: pg.Client, { name, password }: AppRole): Promise<void> {
  await makeLogin(owner, name, password)
  const role = owner.escapeIdentifier(name)
  for (const schema of ['public', 'jobs']) {
    await owner.query(`
      revoke create on schema ${schema} from public;
      grant usage on schema ${schema} to ${role};
      grant select, insert, update, delete on all tables in schema ${schema} to ${role};
      grant usage, select on all sequences in schema ${schema} to ${role};
      grant execute on all functions in schema ${schema} to ${role};
      alter default privileges in schema ${schema} grant select, insert, update, delete on tables to ${role};
      alter default privileges in schema ${schema} grant usage, select on sequences to ${role};
      alter default privileges in schema ${schema} grant execute on functions to ${role};`)
  }
  const { rows } = await owner.query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public' and tablename = any($1)`, [APPEND_ONLY])
  for (const table of rows) await owner.query(`revoke update, delete, truncate on public.${owner.escapeIdentifier(table.name)} from ${role}`)
  await owner.query(`revoke insert, update, delete on public._prisma_migrations, jobs.migration from ${role}`)
}

/** Makes the role when the server has none of that name; a role belongs to the whole server, so another process may be quicker. */
async function makeLogin(owner: pg.Client, name: string, password: string): Promise<void> {
  const { rowCount } = await owner.query('select from pg_roles where rolname = $1', [name])
  if (rowCount !== 0) return
  try {
    await owner.query(`create role ${owner.escapeIdentifier(name)} login password ${owner.escapeLiteral(scramVerifier(password))}`)
  } catch (error) {
    if (!isMadeByAnother(error)) throw error
  }
}

/** 42710 duplicate_object; 23505 when two made it in the same moment. */
function isMadeByAnother(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '42710' || error.code === '23505')
}

/** What PostgreSQL stores for a password (RFC 5803), so that the password itself never appears in a statement or a server's log. */
function scramVerifier(password: string): string {
  const [iterations, salt] = [4096, randomBytes(16)]
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, iterations, 32, 'sha256')
  const key = (label: string): Buffer => createHmac('sha256', salted).update(label).digest()
  const storedKey = createHash('sha256').update(key('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${key('Server Key').toString('base64')}`
}
