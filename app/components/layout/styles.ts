import type { LinksFunction } from '@remix-run/node'

/** `export const links = styles(topicCss)`: the sheets of a page, imported with `?url`. */
export const styles = (...sheets: string[]): LinksFunction => () => sheets.map((href) => ({ rel: 'stylesheet', href }))
