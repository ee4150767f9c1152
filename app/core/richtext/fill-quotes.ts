const hole = /<blockquote class="q" data-quote="([0-9a-f-]{36})">(.*?)<\/blockquote>/gs
const escape = (text: string) => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c)

/** A quoted post as its reader may see it: who wrote it and where it stands. `isShown`: its words may be. */
export type Source = { label: string; href: string | null; isShown: boolean }

/** Ids of the posts that the HTML of these texts quotes, each once. */
export const sourcesIn = (htmls: readonly string[]): string[] => [...new Set(htmls.flatMap((html) => (html.includes(' data-quote="') ? [...html.matchAll(hole)].flatMap((m) => m[1] ?? []) : [])))]

/** The HTML of a text without what it quotes. */
export const withoutQuoted = (html: string): string => html.replace(hole, '')

/** Puts into each quote who is quoted and where that stands today; the words of a post that is no longer shown leave it. */
export function fillQuotes(html: string, sources: ReadonlyMap<string, Source>, gone: string): string {
  return html.replace(hole, (_, id: string, said: string) => {
    const source = sources.get(id) ?? { label: gone, href: null, isShown: false }
    const by = source.href === null ? `<span class="q-by">${escape(source.label)}</span>` : `<a class="q-by" href="${escape(source.href)}">${escape(source.label)}</a>`
    return `<blockquote class="q" data-quote="${id}">${by}${source.isShown ? said : ''}</blockquote>`
  })
}
