import { capitals, kanjiVariants } from './variants.ts'

/** Joiners and variation selectors: they change how a character looks, never which one it is. */
const invisible = /[\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/gu
const blanks = /[\t-\r \u0085\u1680\u2028\u2029]+/g
const katakana = /[ァ-ヶヽヾ]/g
const classOf = (table: ReadonlyMap<string, string>) => new RegExp(`[${[...table.keys()].join('')}]`, 'gu')
const [old, capital] = [classOf(kanjiVariants), classOf(capitals)]
/** Waves, dashes and the long-vowel mark in the many forms keyboards give them; ー stays a letter. */
const waves = /[〜∼〰]/g
const dashes = /[-‐‑‒–—―−─゠]/g

/**
 * A text as search compares it: NFKC, small letters, katakana as hiragana, old and name forms of kanji as the form in use, one kind
 * of wave and dash, blanks as one space. PostgreSQL's `search_fold`, which fills the stored columns, does the same to every character.
 */
export const foldForSearch = (s: string): string =>
  s.normalize('NFKC')
    .replace(/[A-Z]+/g, (c) => c.toLowerCase())
    .replace(invisible, '')
    .replace(waves, '~')
    .replace(dashes, 'ー')
    .replace(old, (c) => kanjiVariants.get(c) ?? c)
    .replace(capital, (c) => capitals.get(c) ?? c)
    .replace(katakana, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60))
    .replace(blanks, ' ')
