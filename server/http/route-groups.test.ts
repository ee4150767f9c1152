import type { ServerBuild } from '@remix-run/node'
import { expect, test } from 'vitest'
import { groupRoutes } from './route-groups.ts'

const route = (id: string, path?: string, parentId = 'root') => [id, { id, path, parentId, module: {} }] as const
const routes = Object.fromEntries([
  ['root', { id: 'root', path: '', module: {} }], route('routes/_index'), route('routes/$', '*'), route('routes/topics.$topic', 'topics/:topic'), route('routes/topics.$topic_.people', 'topics/:topic/people'),
  route('routes/desk', 'desk'), route('routes/desk.jobs', 'jobs', 'routes/desk'), route('routes/events._index', 'events'), route('routes/dev.mail._index', 'dev/mail'),
]) as unknown as ServerBuild['routes']
const build = { routes, assets: { version: 'v', routes } } as unknown as ServerBuild
const idsAt = (path: string) => Object.keys(groupRoutes(build)(path).routes).sort()
const everywhere = ['root', 'routes/$', 'routes/_index']

test.each([
  ['/topics/1', ['routes/topics.$topic', 'routes/topics.$topic_.people']],
  ['/topics/1.data', ['routes/topics.$topic', 'routes/topics.$topic_.people']],
  ['/desk/jobs', ['routes/desk', 'routes/desk.jobs']],
  ['/desk.data', ['routes/desk', 'routes/desk.jobs']],
  ['/events', ['routes/events._index']],
  ['/dev/mail', ['routes/dev.mail._index']],
])('%s is looked for among its own', (path, own) => {
  expect(idsAt(path)).toEqual([...everywhere, ...own].sort())
  expect(Object.keys(groupRoutes(build)(path).assets.routes).sort()).toEqual([...everywhere, ...own].sort())
})

test.each(['/', '/_root.data', '/__manifest', '/nothing', '/Topics/1', '/%74opics/1', '/topicsx'])('%s is looked for among all', (path) => {
  expect(groupRoutes(build)(path)).toBe(build)
})
