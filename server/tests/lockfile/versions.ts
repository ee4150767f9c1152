type Version = [major: number, minor: number, patch: number]

const parse = (text: string): Version => {
  const [major = 0, minor = 0, patch = 0] = text.split('-')[0]!.split('.').map(Number)
  return [major, minor, patch]
}

/** Whether a version is at least the one of `lowest` with the same major, or of a major above all of them. */
export function atLeast(version: string, lowest: readonly string[]): boolean {
  const mine = parse(version)
  const majors = lowest.map(parse)
  if (mine[0] > Math.max(...majors.map(([major]) => major))) return true
  const same = majors.find(([major]) => major === mine[0])
  return same !== undefined && (mine[1] > same[1] || (mine[1] === same[1] && mine[2] >= same[2]))
}
