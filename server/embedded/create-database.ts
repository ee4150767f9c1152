import pg from 'pg'

/**
 * Makes a database when the server has none of that name.
 * In: the owner's connection string for any database of the server. Out: whether it was made. Racing callers are safe.
 */
export async function createDatabase(ownerUrl: string, name: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount !== 0) return false
    await client.query(`create database ${client.escapeIdentifier(name)}`)
    return true
  } catch (error) {
    if (isTaken(error)) return false
    throw error
  } finally {
    await client.end()
  }
}

/** 42P04 duplicate_database; 23505 when two made it in the same moment. */
function isTaken(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '42P04' || error.code === '23505')
}
