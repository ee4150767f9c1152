import { QUOTE_LIMIT, SHORT_QUOTE } from '~/core/richtext/limits.ts'
import { linesOfQuote, quoteOf, shortened } from '~/core/richtext/quotes.ts'

/** What somebody quotes: of which post, a text a paragraph, and where on screen it was chosen. */
export type Chosen = { no: number; said: string[]; box: DOMRect }

const LEFT_OUT = '.q:has(> .q-by), img, .sr'
const BLOCK = 'p, h3, h4, li, pre, td, th, tr, ul, ol, blockquote, div'

/** The words of a part of a page, a paragraph a text: without images, and without what is quoted there itself. */
function textsOf(part: DocumentFragment): string[] {
  for (const gone of part.querySelectorAll(LEFT_OUT)) gone.remove()
  const texts = ['']
  const add = (text: string) => texts.push((texts.pop() ?? '') + text)
  const walk = (node: Node): void => {
    if (node instanceof Text) return void add(node.data)
    if (!(node instanceof Element)) return node.childNodes.forEach(walk)
    if (node.matches('br')) return void add('\n')
    const isBlock = node.matches(BLOCK)
    if (isBlock) texts.push('')
    node.childNodes.forEach(walk)
    if (isBlock) texts.push('')
  }
  walk(part)
  return texts.map((text) => text.trim()).filter((text) => text !== '')
}

/** The stretch of a range that lies inside an element. */
function within(range: Range, element: Element): Range {
  const part = document.createRange()
  part.selectNodeContents(element)
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset)
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset)
  return part
}

const postsOf = (list: HTMLElement) => [...list.querySelectorAll<HTMLElement>('.post[data-no] > .post-b > .prose')]
const noOf = (prose: Element): number => Number(prose.closest<HTMLElement>('.post')?.dataset['no'])

/** What is selected of the posts in a list. A selection across posts means the first of them: a quote has one author. */
export function chosenIn(list: HTMLElement): Chosen | null {
  const selection = document.getSelection()
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!range.intersectsNode(list)) return null
  for (const prose of postsOf(list)) {
    if (!range.intersectsNode(prose)) continue
    const said = shortened(textsOf(within(range, prose).cloneContents()), QUOTE_LIMIT)
    if (said.length > 0) return { no: noOf(prose), said, box: range.getBoundingClientRect() }
  }
  return null
}

/** The beginning of a whole post, when nothing of it is selected. */
export function wordsOf(list: HTMLElement, no: number): string[] {
  const chosen = chosenIn(list)
  if (chosen?.no === no) return chosen.said
  const prose = postsOf(list).find((p) => noOf(p) === no)
  if (prose === undefined) return []
  const whole = document.createRange()
  whole.selectNodeContents(prose)
  return shortened(textsOf(whole.cloneContents()), SHORT_QUOTE)
}

/** A quote as a plain text field has it; the editor makes a quote of it. */
export const quoteText = (of: { topic: string; no: number; name: string }, said: readonly string[]): string =>
  linesOfQuote(quoteOf(of, said), (paragraph) => (paragraph.content ?? []).map((node) => node.text ?? '\n').join('')).join('\n')
