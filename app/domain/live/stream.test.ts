import { expect, test } from 'vitest'
import { playerOf, streamOf } from './stream.ts'

test.each([
  ['https://www.youtube.com/watch?v=aqz-KE-bpKQ&t=10', 'https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1&rel=0'],
  ['https://youtu.be/aqz-KE-bpKQ?si=x', 'https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1&rel=0'],
  ['https://www.youtube.com/live/aqz-KE-bpKQ', 'https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1&rel=0'],
  ['https://vimeo.com/76979871', 'https://player.vimeo.com/video/76979871?autoplay=1&dnt=1'],
  ['https://player.vimeo.com/video/76979871?h=1', 'https://player.vimeo.com/video/76979871?autoplay=1&dnt=1'],
])('%s plays inside the page', (address, src) => {
  const stream = streamOf(address)!
  expect(playerOf(stream)?.src).toBe(src)
  expect(streamOf(stream.href)).toEqual(stream)
})

test.each([['https://us02web.zoom.us/j/123?pwd=x', 'Zoom'], ['https://teams.microsoft.com/l/meetup-join/1', 'Microsoft Teams'], ['https://meet.google.com/abc-defg-hij', 'Google Meet'], ['https://x.webex.com/x', 'Webex']])('%s opens in its own window', (address, name) => {
  expect(streamOf(address)).toEqual({ kind: 'link', name, href: address })
  expect(playerOf(streamOf(address)!)).toBeNull()
})

test.each([
  'http://www.youtube.com/watch?v=aqz-KE-bpKQ', 'https://youtube.com.evil.example/watch?v=aqz-KE-bpKQ', 'https://evil.example/?v=aqz-KE-bpKQ', 'https://www.youtube.com/watch?v=<script>', 'https://youtu.be/../x',
  'https://user:pass@zoom.us/j/1', 'https://zoom.us.evil.example/j/1', 'https://evilzoom.us/j/1', 'https://zoom.us:8443/j/1', 'javascript:alert(1)', '//zoom.us/j/1', 'vimeo.com/76979871', '',
])('%s is no place we know', (address) => expect(streamOf(address)).toBeNull())
