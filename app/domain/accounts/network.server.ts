import { isIPv4, isIPv6 } from 'node:net'

/**
 * What an address counts as in limits: an IPv4 address by itself, an IPv6 address by its /64, because a household or an
 * attacker has all of that. IPv4 inside IPv6 (::ffff:192.0.2.1) is the IPv4 address. Anything else is one network, 'unknown'.
 */
export function networkOf(ip: string): string {
  if (isIPv4(ip)) return ip
  const bare = ip.replace(/%.*$/, '')
  if (!isIPv6(bare)) return 'unknown'
  const groups = expand(bare)
  const isMapped = groups.slice(0, 5).every((g) => g === 0) && groups[5] === 0xffff
  if (isMapped) return [6, 7].flatMap((i) => [(groups[i] ?? 0) >> 8, (groups[i] ?? 0) & 255]).join('.')
  return `${groups.slice(0, 4).map((g) => g.toString(16)).join(':')}::/64`
}

/** The eight groups of a valid IPv6 address. */
function expand(ip: string): number[] {
  const hex = ip.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) => `${(Number(a) * 256 + Number(b)).toString(16)}:${(Number(c) * 256 + Number(d)).toString(16)}`)
  const [head = '', tail] = hex.split('::')
  const read = (part: string) => (part === '' ? [] : part.split(':').map((g) => parseInt(g, 16)))
  const before = read(head)
  const after = tail === undefined ? [] : read(tail)
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after]
}
