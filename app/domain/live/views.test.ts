import { expect, test } from 'vitest'
import { playerOf, streamOf } from './stream.ts'
import { chaptersOf, clockText, secondsIn } from './views.ts'

test.each([['1:30', 90], ['0:01:30', 90], ['１：３０', 90], ['-0:45', -45], ['−0:45', -45], ['90', 90], ['1:02:03', 3_723], [' 0:00 ', 0]])('%s is a place in a recording', (typed, seconds) => expect(secondsIn(typed)).toBe(seconds))
test.each(['1:75', 'abc', '', '1:2:3:4', '1.5', '--1', ':30'])('%s is none', (typed) => expect(secondsIn(typed)).toBeNull())
test('what is shown is read again as the same', () => {
  for (const seconds of [0, 59, -45, 3_600, 86_399, -3_661]) expect(secondsIn(clockText(seconds))).toBe(seconds)
})

const asked = (id: string, status: string, answeringAt: string | null) => ({ id, text: id, status, answeringAt })
test('chapters are what was answered aloud, in its order, where the recording has it', () => {
  const questions = [asked('b', 'answered_live', '2025-11-20T10:12:30Z'), asked('a', 'answered_text', '2025-11-20T10:01:00Z'), asked('back', 'approved', '2025-11-20T10:05:00Z'), asked('written', 'answered_text', null)]
  const stream = streamOf('https://vimeo.com/76979871')!
  const at = (offset: number | null) => chaptersOf({ openedAt: '2025-11-20T10:00:00Z', recording: offset === null ? null : { stream, offset }, questions }).map(({ id, second }) => [id, second])
  expect(at(null)).toEqual([['a', 60], ['b', 750]])
  expect(at(90)).toEqual([['a', 150], ['b', 840]])
  expect(at(-120)).toEqual([['a', 0], ['b', 630]])
  expect(chaptersOf({ openedAt: null, recording: null, questions })).toEqual([])
})

test.each([['https://youtu.be/aqz-KE-bpKQ', '&start=840'], ['https://vimeo.com/76979871', '#t=840s']])('%s plays from a second on', (address, end) => {
  const stream = streamOf(address)!
  expect(playerOf(stream, 840)?.src).toMatch(new RegExp(`${end}$`))
  expect(playerOf(stream)?.src).not.toContain(end)
})
