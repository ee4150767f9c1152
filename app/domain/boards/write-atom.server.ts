/** Atom (RFC 4287), the few elements that feeds of ours have. Every value is text: nothing in it can become markup. */
import type { Language } from '../../core/actor.ts'

export type AtomEntry = { id: string; title: string; address: string; author: string; published: Date; updated: Date; summary: string }
export type AtomFeed = { id: string; title: string; address: string; self: string; updated: Date; lng: Language; entries: AtomEntry[] }

/** What XML 1.0 has no way to write; people paste it all the same. */
// oxlint-disable-next-line no-control-regex -- control characters are what is taken out
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu
const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const text = (s: string): string => s.replace(unwritable, '').replace(/[&<>"']/g, (c) => escapes[c] ?? c)

const element = (name: string, value: string): string => `<${name}>${text(value)}</${name}>`

const entry = (e: AtomEntry): string => `<entry>
${element('id', e.id)}
${element('title', e.title)}
<link rel="alternate" type="text/html" href="${text(e.address)}"/>
<author>${element('name', e.author)}</author>
${element('published', e.published.toISOString())}
${element('updated', e.updated.toISOString())}
${e.summary === '' ? '' : `${element('summary', e.summary)}\n`}</entry>
`

export const writeAtom = (feed: AtomFeed): string => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.lng}">
${element('id', feed.id)}
${element('title', feed.title)}
<link rel="alternate" type="text/html" href="${text(feed.address)}"/>
<link rel="self" type="application/atom+xml" href="${text(feed.self)}"/>
${element('updated', feed.updated.toISOString())}
${feed.entries.map(entry).join('')}</feed>
`
