import { PassThrough, type Transform } from 'node:stream'
import { text } from 'node:stream/consumers'
import { createElement } from 'react'
import { renderToPipeableStream } from 'react-dom/server'
import { expect, test } from 'vitest'
import { withoutNul } from './without-nul.server.ts'

/** A page of short Japanese texts, shifted by `shift` bytes. */
const page = (shift: number) => createElement('main', { id: 'x'.repeat(shift + 1) }, Array.from({ length: 300 }, (_, i) => createElement('p', { key: i }, '縁はつづく𠮷')))
const render = (shift: number, through: Transform) =>
  new Promise<string>((resolve, reject) => {
    const { pipe } = renderToPipeableStream(page(shift), { onAllReady: () => void pipe(through), onError: reject })
    text(through).then(resolve, reject)
  })

test('what React leaves between characters is taken out, and nothing else', async () => {
  let found = 0
  for (let shift = 0; shift < 12; shift++) {
    const raw = await render(shift, new PassThrough())
    if (raw.includes('\u0000')) found++
    expect(await render(shift, withoutNul())).toBe(raw.replaceAll('\u0000', ''))
  }
  // When this fails React has been mended, and the filter can go.
  expect(found).toBeGreaterThan(0)
})
