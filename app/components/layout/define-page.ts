import { type useLoaderData, useMatches } from '@remix-run/react'
import type { T } from '~/i18n/index.tsx'

/**
 * The frame around a page. `app`: header, main, footer, tab bar. `room`: the same without footer and tab bar. `desk`: the
 * header of the office; its layout route brings navigation and main. `bare`: nothing; the page brings its own main.
 */
export type Shell = 'app' | 'room' | 'desk' | 'bare'

export type Page<Data = unknown> = {
  /** The page's name in the title bar, before the organisation's; empty for the organisation's name alone. `data` is missing when the loader failed. */
  title?: (t: T, data: Data | undefined) => string
  shell?: Shell
  /** Public pages may be found by search engines; everything else is `noindex`. */
  robots?: 'index'
  bodyClass?: string
  /** A class of main; a function when it depends on what the loader found. */
  mainClass?: string | ((data: Data | undefined) => string | undefined)
  /** What the browser gets of the loader's data with a document, where the page itself says the rest; the route's component finds it there again. */
  handOver?: (data: NonNullable<Data>) => unknown
}

type DataOf<Loader> = ReturnType<typeof useLoaderData<Loader>>

/** `export const handle = definePage<typeof loader>({ … })`: what a route says about its page. A child's word overrides its parents'. */
export const definePage = <Loader = unknown>(page: Page<DataOf<Loader>>): Page<DataOf<Loader>> => page

/** The page on screen, put together from the handles of its routes. */
export function usePage(t: T): { title: string | null; shell: Shell; robots: 'index' | 'noindex'; bodyClass: string | undefined; mainClass: string | undefined } {
  const routes = useMatches()
  const pages = routes.map((route) => ({ page: (route.handle ?? {}) as Page, data: route.data }))
  const last = <K extends keyof Page>(key: K) => pages.findLast(({ page }) => page[key] !== undefined)
  const titled = last('title')
  return {
    title: titled?.page.title?.(t, titled.data) || null,
    shell: last('shell')?.page.shell ?? 'app',
    robots: last('robots')?.page.robots ?? 'noindex',
    bodyClass: last('bodyClass')?.page.bodyClass,
    mainClass: classOf(last('mainClass')),
  }
}

const classOf = (found: { page: Page; data: unknown } | undefined): string | undefined => {
  const { mainClass } = found?.page ?? {}
  return typeof mainClass === 'function' ? mainClass(found?.data) : mainClass
}
