import { expect, test } from 'vitest'
import { createLog } from './log.server.ts'

function logged(fields: Record<string, unknown>): Record<string, unknown> {
  let line = ''
  createLog('info', { write: (text) => void (line += text) }).info(fields, 'happened')
  return JSON.parse(line) as Record<string, unknown>
}

test('an error tells where it happened, and nothing of the connection that hangs on it', () => {
  const error = Object.assign(new Error('connection lost', { cause: new Error('socket') }), { code: '57P01', client: { secretKey: 123, connectionParameters: { user: 'enishi' } } })
  expect(logged({ err: error })['err']).toEqual({ type: 'Error', message: expect.stringContaining('connection lost'), stack: expect.stringContaining('log.test.ts'), code: '57P01' })
})

test('secrets and private fields are hidden, two levels deep', () => {
  expect(logged({ email: 'a@example.com', form: { password: 'p', title: '件名' }, a: { mail: { to: 'b@example.com' } } })).toMatchObject({
    email: '[hidden]', form: { password: '[hidden]', title: '件名' }, a: { mail: { to: '[hidden]' } },
  })
})
