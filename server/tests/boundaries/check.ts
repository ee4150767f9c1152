import { cycles } from './cycles.ts'
import { exceptions, judge, type Violation } from './rules.ts'
import { scan, type Source } from './source.ts'
import { zoneOf } from './zones.ts'

/** Everything these files break, exceptions included. Files that were not given do not exist; generated ones are not judged. */
export function findViolations(sources: readonly Source[]): Violation[] {
  const known = new Set(sources.map((s) => s.path))
  const files = sources.filter((s) => zoneOf(s.path) !== 'generated').map((s) => scan(s, known))
  const circles = cycles(files).map((group) => ({ rule: 'no cycles', path: group[0] ?? '', line: 1, message: `these import one another: ${group.join(', ')}` }))
  return [...files.flatMap(judge), ...circles]
}

export const isException = (v: Violation): boolean => exceptions.some((e) => e.rule === v.rule && e.path === v.path)

/** What these files break, but for the exceptions. */
export const checkBoundaries = (sources: readonly Source[]): Violation[] => findViolations(sources).filter((v) => !isException(v))

/** The exceptions that nothing needs. */
export const needlessExceptions = (found: readonly Violation[]) => exceptions.filter((e) => !found.some((v) => v.rule === e.rule && v.path === e.path))

export const show = (v: Violation): string => `${v.path}:${v.line} ${v.message}  [${v.rule}]`
