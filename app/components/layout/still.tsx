/**
 * Pieces of pages that look the same to many readers are rendered once and kept as text. A piece is kept under everything it is made
 * of, so that it can be neither old nor somebody else's: what changes, or differs between readers, is part of `made` and makes another
 * piece, or is a hole that is filled each time. In the browser nothing is kept: there React finds its own elements in the server's place.
 */
import { createContext, type ReactNode, useContext } from 'react'
import type { Link } from '../ui/link.tsx'

export type Holes = Record<string, string>

export type Still = {
  /**
   * The HTML of a piece, which is made of the values in `made`, of texts in the page's language, and of nothing else: it has no contexts
   * but a language, no ids of React's, no address. `holes` are put in place of what the piece got from `hole(name)`.
   */
  piece(name: string, made: unknown, piece: (hole: (name: string) => string) => ReactNode, holes?: Holes): string
  /** What stands for the parts of the page that are known as a whole; React renders the others. */
  marks: { [part in keyof typeof marks]?: string | undefined }
}

/** What React writes where something that is kept is put in: elements that no text of a page can become. */
export const marks = { head: '<meta name="kept"/>', main: '<p id="kept"></p>', tail: '<script id="kept"></script>' }
export const TailMark = () => <script id="kept" />

export const StillContext = createContext<Still | null>(null)
/** On the server, what keeps pieces; null in the browser. */
export const useStill = (): Still | null => useContext(StillContext)

type Tag = 'article' | 'details' | 'div' | 'footer' | 'nav' | 'section' | 'ul' | typeof Link
type Props = { as: Tag; name: string; made: unknown; holes?: Holes | undefined; isLoose?: boolean; children: (hole: (name: string) => string) => ReactNode; [attribute: string]: unknown }

/** An element whose inside is such a piece; `isLoose`: this time it is made of more than `made` says, and is not kept. */
export function Kept({ as, name, made, holes, isLoose = false, children, ...attributes }: Props) {
  const still = useStill()
  const Element = as as 'div'
  if (still === null || isLoose) return <Element {...attributes}>{children((hole) => holes?.[hole] ?? '')}</Element>
  // oxlint-disable-next-line react/no-danger -- rendered by React
  return <Element {...attributes} dangerouslySetInnerHTML={{ __html: still.piece(name, made, children, holes) }} />
}
