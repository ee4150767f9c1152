import path from 'node:path'
import type { Plugin } from 'vite'
import { type Area, areaOf, areasOfRoute } from './areas.ts'

const languages = ['ja', 'en'] as const
const areas = [...new Set(Object.values(areaOf))]

/** The file that a language's texts of an area are built from; it exists only for the build, and in its manifest. */
export const textsFile = (language: string, area: Area): string => `app/i18n/${language}-${area}.texts.js`

const loader = (root: string): string =>
  `export const load = {${languages.map((lng) => `${lng}: {${areas.map((area) => `${area}: () => import('${path.join(root, textsFile(lng, area))}')`).join(', ')}}`).join(', ')}}`

function textsOf(root: string, language: string, area: string): string {
  const subjects = Object.entries(areaOf).flatMap(([subject, own]) => (own === area ? [subject] : []))
  return `${subjects.map((s) => `import { ${s} } from '${path.join(root, 'app/i18n', language, `${s}.ts`)}'`).join('\n')}\nexport const texts = { ${subjects.join(', ')} }`
}

/** Builds texts by area, and lets the modules of routes wait for those they need. */
export function textsByArea(root: string): Plugin {
  const isTexts = new RegExp(`^${root.replaceAll(/[.*+?^$()|[\]\\{}]/g, '\\$&')}app/i18n/(\\w+)-(\\w+)\\.texts\\.js$`)
  return {
    name: 'enishi-texts',
    enforce: 'post',
    resolveId: (id) => (id === 'virtual:texts' ? '\0virtual:texts' : isTexts.test(id) ? id : undefined),
    load(id) {
      if (id === '\0virtual:texts') return loader(root)
      const [, language = '', area = ''] = isTexts.exec(id) ?? []
      return area === '' ? undefined : textsOf(root, language, area)
    },
    transform(code, id, options) {
      const routes = path.join(root, 'app/routes/')
      if (options?.ssr === true || !id.startsWith(routes) || !id.endsWith('.tsx')) return undefined
      const needed = areasOfRoute(id.slice(routes.length))
      if (needed.length === 0) return undefined
      return { code: `import { needTexts as __needTexts } from '${path.join(root, 'app/i18n/needed.ts')}';\nawait __needTexts(${JSON.stringify(needed)});\n${code}`, map: null }
    },
  }
}
