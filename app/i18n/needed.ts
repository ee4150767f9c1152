/** The texts that this browser has, of the language of its document; areas are added as pages need them. */
import type { Area } from './areas.ts'
import { load } from 'virtual:texts'

/** Never replaced: the translator looks texts up in it. */
export const texts: Record<string, object> = {}

const asked = new Map<Area, Promise<void>>()

/** Resolves when the texts of these areas are there. Routes wait for their own: the build writes it into them (texts-by-area.server.ts). */
export async function needTexts(areas: readonly Area[]): Promise<void> {
  const language = document.documentElement.lang === 'en' ? 'en' : 'ja'
  await Promise.all(areas.map((area) => {
    let coming = asked.get(area)
    if (coming === undefined) {
      coming = load[language][area]().then((loaded) => void Object.assign(texts, loaded.texts))
      asked.set(area, coming)
      // What did not come is asked for again.
      coming.catch(() => asked.delete(area))
    }
    return coming
  }))
}
