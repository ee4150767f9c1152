/**
 * What a shortcut does: it moves the focus, or presses the control that is on the page. A control says with `data-key="quote"`
 * which shortcut presses it; one inside an item (a post, a row of a list) belongs to that item, any other to the page, and the
 * menu of a post carries the names of its actions. Nothing happens by key that could not happen by pressing what is shown.
 */
import { reactionKinds } from '~/domain/boards/policy.ts'
import type { T } from '~/i18n/index.tsx'
import type { Announce } from '../layout/announce-queue.ts'
import type { Shortcut } from './shortcut.ts'

export type Tools = { t: T; announce: Announce; go: (to: string) => void; help: () => void }

/** What one goes through with j and k. */
const ITEM = '.post[data-no], .topics > li, .boards > li, [data-item]'
const places = { home: '/', boards: '/boards', inbox: '/notifications' } as const
/** So long the next page of a list, or a menu, may take until nothing more happens. */
const PATIENCE_MS = 10_000

const isShown = (element: Element): boolean => element.getClientRects().length > 0
const items = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(`#main :is(${ITEM})`)].filter(isShown)

/** The item that was reached last, for when the focus has gone into the composer. */
let reached: HTMLElement | null = null
const current = (): HTMLElement | null => document.activeElement?.closest<HTMLElement>(ITEM) ?? (reached?.isConnected ? reached : null)

/** A post takes the focus itself and is read out as a whole; of a row it is the link that opens it. */
function reach(item: HTMLElement): void {
  const link = item.matches('.post') ? null : item.querySelector<HTMLElement>('h2 a, h3 a, a[href]')
  if (link === null) item.tabIndex = -1
  const target = link ?? item
  reached = item
  target.focus({ preventScroll: true })
  const isTall = item.getBoundingClientRect().height > window.innerHeight * 0.7
  item.scrollIntoView({ block: isTall ? 'start' : 'nearest' })
}

/** Where to begin when nothing has been reached: at what is in view. */
function firstInView(all: HTMLElement[], step: 1 | -1): HTMLElement | undefined {
  const top = document.querySelector('.site-head')?.getBoundingClientRect().bottom ?? 0
  const isBelow = (item: HTMLElement) => item.getBoundingClientRect().top >= top - 1
  return step === 1 ? (all.find(isBelow) ?? all.at(-1)) : (all.findLast((item) => !isBelow(item)) ?? all[0])
}

function move(step: 1 | -1, { t, announce }: Tools): void {
  const all = items()
  const from = current()
  const at = from === null ? -1 : all.indexOf(from)
  const next = at === -1 ? firstInView(all, step) : all[at + step]
  if (next !== undefined) return reach(next)
  const page = [...document.querySelectorAll<HTMLElement>(`#main a[rel~="${step === 1 ? 'next' : 'prev'}"]`)].find(isShown)
  if (page === undefined) return announce(t(step === 1 ? 'keys.at_end' : 'keys.at_start'))
  followPage(page, from, step)
}

/** Waits for what a press brings onto the page. */
function whenThere<E extends Element>(find: () => E | undefined, then: (found: E) => void): void {
  const watch = new MutationObserver(() => {
    const found = find()
    if (found === undefined) return
    done()
    then(found)
  })
  const timer = setTimeout(() => done(), PATIENCE_MS)
  const done = () => {
    clearTimeout(timer)
    watch.disconnect()
  }
  watch.observe(document.body, { childList: true, subtree: true })
}

/** Goes on to the next page of a list and there to its first item; posts know their number, so they are found whatever stays on screen. */
function followPage(link: HTMLElement, from: HTMLElement | null, step: 1 | -1): void {
  const no = from === null ? Number.NaN : Number(from.dataset['no'])
  const before = new Set(items())
  const arrived = (): HTMLElement | undefined => {
    const all = items()
    if (!Number.isNaN(no)) return all.find((item) => Number(item.dataset['no']) === no + step)
    return all.length > 0 && !all.some((item) => before.has(item)) ? all.at(step === 1 ? 0 : -1) : undefined
  }
  whenThere(arrived, (item) => requestAnimationFrame(() => reach(item)))
  link.click()
}

const controlIn = (within: ParentNode, key: string, isOurs: (control: Element) => boolean): HTMLElement | undefined =>
  [...within.querySelectorAll<HTMLElement>(`[data-key~="${key}"]`)].find((control) => isShown(control) && isOurs(control))

/** The control for a shortcut: of the item one is at, else of the page. What is offered for a selected text stands on the page and comes first. */
function controlFor(key: Shortcut): HTMLElement | undefined {
  const item = current()
  const ofPage = () => controlIn(document, key, (control) => control.closest(ITEM) === null)
  const ofItem = () => (item === null ? undefined : controlIn(item, key, () => true))
  return key === 'quote' ? (ofPage() ?? ofItem()) : (ofItem() ?? ofPage())
}

function use(control: HTMLElement): void {
  if (control.matches('input, textarea, [role="textbox"], [role="combobox"]')) control.focus()
  else control.click()
}

/** The box for an answer to nobody in particular. */
const composer = (): HTMLElement | undefined => [...document.querySelectorAll<HTMLElement>('#reply textarea, #reply [role="textbox"]')].find(isShown)

export function press(shortcut: Shortcut, tools: Tools): void {
  if (shortcut === 'next' || shortcut === 'previous') return move(shortcut === 'next' ? 1 : -1, tools)
  if (shortcut === 'help') return tools.help()
  if (shortcut === 'home' || shortcut === 'boards' || shortcut === 'inbox') return tools.go(places[shortcut])
  if (shortcut === 'leave') {
    const item = current() ?? items().at(-1)
    return item === undefined ? undefined : reach(item)
  }
  if (shortcut === 'react' && react()) return
  const control = controlFor(shortcut) ?? (shortcut === 'reply' ? composer() : undefined)
  if (control !== undefined) return use(control)
  const menu = shortcut === 'reply' || shortcut === 'search' ? null : current()?.querySelector<HTMLElement>('a[data-menu]')
  if (!menu) return tools.announce(tools.t('keys.not_here'))
  useInMenu(menu, shortcut, tools)
}

/** Gives the first reaction of the set, or takes it back. Where it is not shown yet, the set is opened first. */
function react(): boolean {
  const item = current()
  const first = () => item?.querySelector<HTMLElement>(`.react[value^="${reactionKinds[0]}:"]`) ?? undefined
  const add = item?.querySelector<HTMLElement>('.react-add')
  if (item === null || !add) return false
  const given = first()
  if (given !== undefined) given.click()
  else {
    whenThere(first, (button) => {
      button.click()
      item.focus({ preventScroll: true })
    })
    add.click()
  }
  return true
}

/** Opens the menu of a post and chooses from it; when it has no such action it stays open, so that one sees what there is. */
function useInMenu(link: HTMLElement, key: Shortcut, { t, announce }: Tools): void {
  const first = () => [...document.querySelectorAll<HTMLElement>('.post-menu [role="menuitem"]')].find(isShown)
  whenThere(first, (item) => {
    const chosen = item.closest('.post-menu')?.querySelector<HTMLElement>(`[data-key~="${key}"]`)
    if (chosen) chosen.click()
    else announce(t('keys.not_here'))
  })
  link.click()
}
