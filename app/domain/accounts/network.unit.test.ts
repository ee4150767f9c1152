import { expect, test } from 'vitest'
import { networkOf } from './network.server.ts'

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::ffff:c000:201', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:DB8:0001:0002:ffff::', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['64:ff9b::192.0.2.33', '64:ff9b:0:0::/64'],
  ['', 'unknown'],
  ['not an address', 'unknown'],
  ['1.2.3.4.5', 'unknown'],
])('%s counts as %s', (ip, network) => {
  expect(networkOf(ip)).toBe(network)
})

test('a /64 is one network, the next one is another', () => {
  const hosts = Array.from({ length: 500 }, (_, i) => networkOf(`2001:db8:1:2:${i.toString(16)}::${(i * 7).toString(16)}`))
  expect(new Set(hosts).size).toBe(1)
  expect(networkOf('2001:db8:1:3::1')).not.toBe(hosts[0])
})
