import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** One migration as it stands in `prisma/migrations/<name>/migration.sql`. */
export type MigrationFile = { name: string; sql: string; checksum: string }

/** The folder of the project, from the sources as well as from the bundle in `build/`. Throws when there is none above us. */
export function projectRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url))
  while (!fs.existsSync(path.join(folder, 'prisma', 'schema'))) {
    const above = path.dirname(folder)
    if (above === folder) throw new Error('prisma/schema is not in any folder above the program')
    folder = above
  }
  return folder
}

export const migrationsFolder = (): string => path.join(projectRoot(), 'prisma', 'migrations')

/** Every migration, oldest first. */
export function readMigrations(): MigrationFile[] {
  const folder = migrationsFolder()
  if (!fs.existsSync(folder)) return []
  return fs
    .readdirSync(folder)
    .toSorted()
    .flatMap((name) => {
      const file = path.join(folder, name, 'migration.sql')
      if (!fs.existsSync(file)) return []
      const sql = fs.readFileSync(file, 'utf8')
      return [{ name, sql, checksum: createHash('sha256').update(sql).digest('hex') }]
    })
}

/** The schema files with their contents, in the order of their names. */
export function readSchema(): { path: string; content: string }[] {
  const folder = path.join(projectRoot(), 'prisma', 'schema')
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.prisma'))
    .toSorted()
    .map((name) => ({ path: path.join(folder, name), content: fs.readFileSync(path.join(folder, name), 'utf8') }))
}
