import { type useLoaderData, useMatches } from '@remix-run/react'
import type { T } from '~/i18n/index.tsx'
import type { Viewer } from './viewer.ts'

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
  /**
   * Everything that main is made of beside the page's address, its language and ids of forms: what is the same gives the same HTML,
   * also for somebody else (kept-pages.server.ts). Without it main is rendered each time.
   */
  madeOf?: (data: NonNullable<Data>, viewer: Viewer) => unknown
}

type DataOf<Loader> = ReturnType<typeof useLoaderData<Loader>>

/** `export const handle = definePage<typeof loader>({ … })`: what a route says about its page. A child's word overrides its parents'. */
export const definePage = <Loader = unknown>(page: Page<DataOf<Loader>>): Page<DataOf<Loader>> => page

type Shown = { title: string | null; shell: Shell; robots: 'index' | 'noindex'; bodyClass: string | undefined; mainClass: string | undefined }

/** A page, put together from what its routes say of it, from the root inwards. */
export function pageOf(t: T, routes: { handle: unknown; data: unknown }[]): Shown {
  const pages = routes.map(({ handle, data }) => ({ page: (handle ?? {}) as Page, data }))
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

/** The page on screen. */
export const usePage = (t: T): Shown => pageOf(t, useMatches())

const classOf = (found: { page: Page; data: unknown } | undefined): string | undefined => {
  const { mainClass } = found?.page ?? {}
  return typeof mainClass === 'function' ? mainClass(found?.data) : mainClass
}
