/** Places on the test's own database, by its own clock. */
import { afterEach } from 'vitest'
import { clock, testCtx, testDb, testUrl } from '../../../prisma/testing/index.ts'
import { openPlace, type Place } from './place.ts'

/** For the top of a file of tests: opens a place that closes when the test ends. */
export function openPlaces(): (redisUrl?: string) => Promise<Place> {
  const places: Place[] = []
  afterEach(async () => { for (const each of places.splice(0)) await each.close() })
  return async (redisUrl) => {
    const place = await openPlace({ db: testDb(), url: testUrl(), clock, redisUrl, ctx: (actor) => testCtx(actor) })
    places.push(place)
    return place
  }
}
