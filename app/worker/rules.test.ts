import { expect, test } from 'vitest'
import { deedFor, filesOf } from './rules.ts'

const origin = 'https://alumni.example.jp'
const topic = '/topics/0193b1d2-0000-7000-8000-000000000001'
const deed = (path: string, { method = 'GET', mode = 'navigate', from = origin } = {}) => deedFor({ method, mode, url: new URL(path, from), origin })

test('only what is meant for reading is kept, by name', () => {
  for (const path of ['/', '/boards', '/boards/hello', '/boards/hello/new', topic, `${topic}?from=21`, '/events', '/news', '/news/x']) expect([path, deed(path)]).toEqual([path, 'page'])
  for (const path of ['/notifications', '/mentors', '/mentors/requests', '/preferences', '/preferences/feeds', '/policies/terms', `${topic}/share`, `${topic}/report/1`, '/events/0193b1d2-0000-7000-8000-000000000001/live', '/offline', '/search?q=a']) expect([path, deed(path)]).toEqual([path, 'other-page'])
})

test('staff, ways in and out, downloads, what programs read, and everything that is no page are left alone', () => {
  for (const path of ['/desk', '/desk/jobs', '/login', '/login?next=/', '/logout', '/setup', '/join', '/dev/mail', '/feeds/x/topics.xml', '/calendar/x.ics', '/files/1', '/socket.io/?EIO=4', '/metrics', `${topic}.data`, '/events/x.ics', '/boards/hello.md', '/manifest.webmanifest']) expect([path, deed(path)]).toEqual([path, 'leave'])
  for (const path of ['/', '/boards', topic, '/socket.io/']) {
    expect(deed(path, { method: 'POST' })).toBe('leave')
    expect(deed(path, { mode: 'cors' })).toBe('leave')
    expect(deed(path, { from: 'https://evil.example' })).toBe('leave')
  }
  expect(deed('/assets/a.js', { from: 'https://evil.example', mode: 'cors' })).toBe('leave')
})

test('built files are kept whatever asks for them; signing out is noticed and not touched', () => {
  expect([deed('/assets/app-1a2b.js', { mode: 'cors' }), deed('/logout', { method: 'POST' })]).toEqual(['files', 'sign-out'])
})

test('the files a page names', () => {
  expect(filesOf('<link href="/assets/a-1.css"><script src="/assets/b_2@x.js"></script>"/assets/a-1.css" "/assets/../x" "https://evil.example/assets/c.js"')).toEqual(['/assets/a-1.css', '/assets/b_2@x.js'])
})
