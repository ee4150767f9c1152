/**
 * Makes what was pasted fit what a text may hold: structure stays, style goes. The editor's schema drops whatever it does not know;
 * here headings get the levels we have, and Word's paragraphs that only look like lists become lists.
 */
export function cleanPasted(html: string): string {
  const page = new DOMParser().parseFromString(withoutCode(html), 'text/html')
  for (const gone of page.querySelectorAll('meta, link, title, xml, o\\:p')) gone.remove()
  for (const [from, to] of [['h1', 'h2'], ['h4, h5, h6', 'h3']] as const) {
    for (const heading of page.body.querySelectorAll(from)) rename(heading, to)
  }
  gatherWordLists(page)
  return page.body.innerHTML
}

/** Nothing of it would run, but the security policy reports sheets and handlers already when such a text is read. */
const withoutCode = (html: string): string =>
  html.replace(/<(style|script)\b[^]*?(<\/\1\s*>|$)/gi, '').replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\son[a-z]+\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, ''))

function rename(element: Element, tag: string): void {
  const renamed = element.ownerDocument.createElement(tag)
  renamed.append(...element.childNodes)
  element.replaceWith(renamed)
}

const isWordItem = (element: Element | null): element is Element => element !== null && /mso-list:\s*l\d/i.test(element.getAttribute('style') ?? '')
/** Word writes the number or the dot of an item into its text, marked as something to ignore. */
const itemSign = (item: Element): Element | undefined => [...item.querySelectorAll('span')].find((span) => /mso-list:\s*ignore/i.test(span.getAttribute('style') ?? ''))
const isNumbered = (item: Element): boolean => /^[\s(（]*[0-9０-９a-zA-Z]{1,3}[.)）、．]/.test(itemSign(item)?.textContent ?? '')

function gatherWordLists(page: Document): void {
  for (const first of page.body.querySelectorAll('p')) {
    if (!isWordItem(first) || first.parentElement === null) continue
    const list = page.createElement(isNumbered(first) ? 'ol' : 'ul')
    first.before(list)
    for (let item: Element | null = first; isWordItem(item); ) {
      const next: Element | null = item.nextElementSibling
      itemSign(item)?.remove()
      const line = page.createElement('li')
      line.append(...item.childNodes)
      item.remove()
      list.append(line)
      item = next
    }
  }
}
