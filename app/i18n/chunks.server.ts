import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Language } from './types.ts'

type ViteManifest = Record<string, { file: string }>

function readManifest(): ViteManifest {
  try {
    return JSON.parse(readFileSync(fileURLToPath(new URL('../.vite/client-manifest.json', import.meta.url)), 'utf8')) as ViteManifest
  } catch {
    return {}
  }
}

const manifest = readManifest()
const addressOf = (lng: Language): string | undefined => {
  const chunk = manifest[`app/i18n/${lng}-core.texts.js`]
  return chunk && `/${chunk.file}`
}
const chunks: Record<Language, string | undefined> = { ja: addressOf('ja'), en: addressOf('en') }

/** Address of a language's built texts that every page needs, from the build's manifest beside this bundle. Without one (development) undefined: then the browser finds them a little later. */
export const languageChunk = (lng: Language): string | undefined => chunks[lng]
