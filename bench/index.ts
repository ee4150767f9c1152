/**
 * `npm run bench [name …] [-- --write]`: the figures of the product, each beside its limit in the same run.
 * Names: pages visit replies readers room registrations endurance starts search growth; all of them without one.
 */
import { removeBigPlace } from './big.ts'
import { makeCrowd } from './crowd.ts'
import { endurance } from './endurance.ts'
import { firstVisit } from './first-visit.ts'
import { growth } from './growth.ts'
import { liveRoom } from './live-room.ts'
import type { Figure } from './measure.ts'
import { pages } from './pages.ts'
import { type Product, startProduct } from './product.ts'
import { readers } from './readers.ts'
import { replies } from './replies.ts'
import { registrations } from './registrations.ts'
import { print, write } from './report.ts'
import { search } from './search.ts'
import { starts } from './starts.ts'
import type { Person } from './crowd.ts'
import { createDb } from '../app/core/db.server.ts'
import { demoId } from '../prisma/demo/ids.ts'
import { LIVE } from '../prisma/demo/events.ts'

const parts: Record<string, (product: Product, people: Person[]) => Promise<Figure[]>> = { pages, visit: firstVisit, replies, readers, room: liveRoom, registrations }

const names = process.argv.slice(2).filter((a) => !a.startsWith('--'))
const wanted = (name: string) => names.length === 0 || names.includes(name)
const figures: Figure[] = []
const add = (more: Figure[]) => {
  print(more)
  figures.push(...more)
}

if (Object.keys(parts).some(wanted)) {
  const product = await startProduct()
  try {
    const people = await makeCrowd(product.databaseUrl, 2000)
    // The room lets questions through at once, so that each one reaches everybody.
    const db = createDb(product.databaseUrl, 1, () => {})
    await db.room.update({ where: { eventId: demoId(`event:${LIVE}`) }, data: { isModerated: false } })
    await db.$disconnect()
    for (const [name, part] of Object.entries(parts)) if (wanted(name)) add(await part(product, people))
  } finally {
    await product.remove()
  }
}
if (wanted('endurance')) add(await endurance())
if (wanted('starts')) add(await starts())
try {
  if (wanted('search')) add(await search())
  if (wanted('growth')) add(await growth())
} finally {
  await removeBigPlace()
}
if (process.argv.includes('--write')) write(figures)
process.exit(0)
