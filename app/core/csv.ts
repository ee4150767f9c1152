/** Tables for spreadsheet programs: UTF-8 with BOM, CRLF, every cell quoted (RFC 4180). */

/** A cell that begins like a formula, in whatever width, would be run by the program that opens it. */
const formula = /^[\s\u0000]*[=+\-@＝＋－＠\t\r]/u

const cell = (value: string): string => `"${(formula.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`

/** The mark that tells spreadsheet programs the encoding; once, at the beginning of a file. */
export const BOM = '\uFEFF'

/** One line. Text that a program would take for a formula gets an apostrophe before it, and stays text. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`
