/**
 * Texts for pages. `useT()` gives the translator of the reader's language: `t('boards.title')`, `t('boards.by', { name })`.
 * Keys and the values they need are checked by the compiler. The browser holds the texts of one language only.
 */
import { createContext, type ReactNode, useContext } from 'react'
import type { Texts } from './ja.ts'
import type { KeyOf, Language, PlainKeyOf, Translate } from './types.ts'

export type { Language } from './types.ts'
export type T = Translate<Texts>
export type TextKey = KeyOf<Texts>
/** A key that needs no values: for tables of labels. */
export type LabelKey = PlainKeyOf<Texts>

const TContext = createContext<T | null>(null)

export function LanguageProvider({ t, children }: { t: T; children: ReactNode }) {
  return <TContext.Provider value={t}>{children}</TContext.Provider>
}

export function useT(): T {
  const t = useContext(TContext)
  if (t === null) throw new Error('useT() needs a LanguageProvider above it')
  return t
}

export const useLng = (): Language => useT().lng
