const hole = /<span data-mention="([0-9a-f-]{36})"><\/span>/g
const escape = (text: string) => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c)

/** Ids of the members whose names the HTML of these texts still waits for, each once. */
export const mentionsIn = (htmls: readonly string[]): string[] => [...new Set(htmls.flatMap((html) => [...html.matchAll(hole)].flatMap((m) => m[1] ?? [])))]

/** Puts the names as they are today into the HTML of a text; somebody who is no longer here becomes `gone`. */
export const fillMentions = (html: string, names: ReadonlyMap<string, string>, gone: string): string =>
  html.replace(hole, (_, id: string) => `<span class="mention">@${escape(names.get(id) ?? gone)}</span>`)
