import type { ServerBuild } from '@remix-run/node'
import { expect, test } from 'vitest'
import { groupRoutes } from './route-groups.ts'

const route = (id: string, path?: string, parentId = 'root') => [id, { id, path, parentId, module: {} }] as const
const routes = Object.fromEntries([
  ['root', { id: 'root', path: '', module: {} }], route('routes/_index'), route('routes/$', '*'), route('routes/topics.$topic', 'topics/:topic'), route('routes/topics.$topic_.people', 'topics/:topic/people'),
  route('routes/boards.$board', 'boards/:board'), route('routes/boards.new', 'boards/new'),
  route('routes/desk', 'desk'), route('routes/desk._index', undefined, 'routes/desk'), route('routes/desk.jobs', 'jobs', 'routes/desk'),
]) as unknown as ServerBuild['routes']
const build = { routes, assets: { version: 'v', routes } } as unknown as ServerBuild
const groupOf = groupRoutes(build)
const everywhere = ['root', 'routes/$', 'routes/_index']

test.each([
  ['/topics/1', ['routes/topics.$topic']],
  ['/topics/1.data', ['routes/topics.$topic']],
  ['/Topics/1/', ['routes/topics.$topic']],
  ['/topics/1/people', ['routes/topics.$topic_.people']],
  ['/boards/new', ['routes/boards.new']],
  ['/boards/news', ['routes/boards.$board']],
  ['/desk/jobs', ['routes/desk', 'routes/desk.jobs']],
  ['/desk.data', ['routes/desk', 'routes/desk._index']],
  ['/', []],
  ['/_root.data', []],
])('%s is looked for among its own', (path, own) => {
  expect(Object.keys(groupOf(path).routes).sort()).toEqual([...everywhere, ...own].sort())
  expect(Object.keys(groupOf(path).assets.routes).sort()).toEqual([...everywhere, ...own].sort())
})

test.each(['/__manifest', '/nothing', '/topicsx', '/topics/1/nothing'])('%s is looked for among all', (path) => {
  expect(groupOf(path)).toBe(build)
})
