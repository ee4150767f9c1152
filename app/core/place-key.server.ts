import pg from 'pg'

/** One short name for the database a process works on, the same for all its processes: what they keep in a Redis that others use too begins with it. Throws when the database cannot be reached. */
export async function placeKey(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<{ key: string }>(`select left(md5(system_identifier || ' ' || current_database()), 12) as key from pg_control_system()`)
    return `enishi-${rows[0]?.key ?? ''}`
  } finally {
    await client.end()
  }
}
