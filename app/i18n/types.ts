/**
 * The types that hold the texts together. Japanese is the source: its objects are `as const`, so that the compiler knows every
 * key and every `{{value}}` in it. English has the same shape, plus `key_one` beside each `key_other`.
 */

/** A text that counts. Only such a text has plural forms; elsewhere `_other` is a word like any other. */
type Counting = `${string}{{count}}${string}`
/** A key as code names it: plural forms (`unread_other`) are named without their ending (`unread`). */
type Named<K extends string, Text> = Text extends Counting ? (K extends `${infer Base}_other` ? Base : K) : K

/** Every key of a set of texts, with dots between the levels: `boards.title`. */
export type KeyOf<R> = { [K in keyof R & string]: R[K] extends string ? Named<K, R[K]> : `${K}.${KeyOf<R[K]>}` }[keyof R & string]

/** The keys of texts that need no values: what a table of labels may name. */
export type PlainKeyOf<R> = { [K in KeyOf<R>]: ValuesFor<R, K> extends [] ? K : never }[KeyOf<R>]

/** The Japanese text behind a key. */
export type TextAt<R, K extends string> = K extends `${infer Head}.${infer Rest}`
  ? Head extends keyof R ? TextAt<R[Head], Rest> : never
  : K extends keyof R ? R[K] : `${K}_other` extends keyof R ? R[`${K}_other`] : never

/** The names in `{{…}}` of a text. */
type Names<S> = S extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Names<Rest> : never

/** What must be given with a key: nothing, or exactly the values its text names. `count` is always a number. */
export type ValuesFor<R, K extends string> = [Names<TextAt<R, K>>] extends [never]
  ? []
  : [values: { [N in Names<TextAt<R, K>>]: N extends 'count' ? number : string | number }]

type Levels<J> = { [K in keyof J]: J[K] extends string ? string : English<J[K]> }
type Singulars<J> = { [K in keyof J & string as J[K] extends Counting ? (K extends `${infer Base}_other` ? `${Base}_one` : never) : never]: string }
/** The English side of a set of Japanese texts: a missing or a surplus key does not compile. */
export type English<J> = Levels<J> & Singulars<J>

export type Language = 'ja' | 'en'

/** Gives texts of one language. */
export type Translate<R> = {
  <K extends KeyOf<R>>(key: K, ...values: ValuesFor<R, K>): string
  /** A key that is only known at run time (a field error): its text, or what was given when there is no such text. */
  dynamic(key: string, values?: Record<string, string | number>): string
  lng: Language
}
