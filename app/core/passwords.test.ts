import { parseOptions } from '@node-rs/argon2'
import { expect, test } from 'vitest'
import { createPasswords, nobodysHash } from './passwords.server.ts'

/** A door that opens when the test says so. */
function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => { open = resolve })
  return { open, opened }
}

test('Argon2id, 19 MiB, two passes, one lane; an unknown address costs exactly the same', async () => {
  const passwords = createPasswords()
  const hash = await passwords.hash('hidamari no neko')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(parseOptions(nobodysHash)).toEqual(parseOptions(hash))
  expect(await passwords.verify(hash, 'hidamari no neko')).toBe(true)
  expect(await passwords.verify(hash, 'hidamari no neko ')).toBe(false)
  expect(await passwords.verify(null, 'hidamari no neko')).toBe(false)
})

test('a password typed with the IME on is the same password', async () => {
  const passwords = createPasswords()
  const hash = await passwords.hash('neko to kotatsu 12')
  expect(await passwords.verify(hash, 'ｎｅｋｏ　ｔｏ　ｋｏｔａｔｓｕ　１２')).toBe(true)
})

test('no more than agreed run at once, the rest in order, the urgent first', async () => {
  const passwords = createPasswords({ atOnce: 2 })
  const order: string[] = []
  const { open, opened } = gate()
  let running = 0
  let most = 0
  const one = (name: string, isUrgent = false) =>
    passwords.verify(null, 'x', {
      isUrgent,
      first: async () => {
        order.push(name)
        most = Math.max(most, ++running)
        await opened
        running--
      },
    })
  const all = [one('a'), one('b'), one('c'), one('d'), one('owner', true)]
  expect(order).toEqual(['a', 'b'])
  open()
  await Promise.all(all)
  expect(order.slice(0, 3)).toEqual(['a', 'b', 'owner'])
  expect(order).toHaveLength(5)
  expect(most).toBe(2)
})

test('when too many wait the next is told to come back, and nothing is left hanging', async () => {
  const passwords = createPasswords({ atOnce: 1, maxWaiting: 3 })
  const { open, opened } = gate()
  const first = passwords.verify(null, 'x', { first: () => opened })
  const waiting = [1, 2, 3].map(() => passwords.verify(null, 'x'))
  await expect(passwords.verify(null, 'x')).rejects.toMatchObject({ code: 'unavailable', retryAfter: 5 })
  const urgent = passwords.verify(null, 'x', { isUrgent: true })
  open()
  expect(await Promise.all([first, ...waiting, urgent])).toEqual([false, false, false, false, false])
  expect(await passwords.verify(null, 'x')).toBe(false)
})

test('a refusal before the comparison gives the slot back', async () => {
  const passwords = createPasswords({ atOnce: 1 })
  const refused = () => Promise.reject(new Error('no'))
  await Promise.all([1, 2, 3].map(() => expect(passwords.verify(null, 'x', { first: refused })).rejects.toThrow('no')))
  expect(await passwords.verify(null, 'x')).toBe(false)
})
