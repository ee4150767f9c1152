import type { AppLoadContext, ServerBuild } from '@remix-run/node'
import { expect, test } from 'vitest'
import { keepLoaded, pageReader } from './pages.ts'
import { groupRoutes } from './route-groups.ts'

const calls: string[] = []
type Answer = unknown
const answers: Record<string, () => Answer> = {}
const route = (id: string, path?: string, more: object = {}) => [id, {
  id, path, ...(id === 'root' ? {} : { parentId: 'root' }),
  module: { default: () => null, loader: ({ params }: { params: object }) => { calls.push(`${id} ${JSON.stringify(params)}`); return (answers[id] ?? (() => ({ from: id })))() }, ...more },
}] as const
const routes = Object.fromEntries([
  route('root', ''), route('routes/_index', undefined), route('routes/$', '*'), route('routes/topics.$topic', 'topics/:topic', { handle: { handOver: () => ({ less: true }) } }),
  route('routes/topics.$topic_.posts.$no', 'topics/:topic/posts/:no'), route('routes/boards.tags', 'boards/tags', { default: undefined }), route('routes/with-headers', 'with-headers', { headers: () => ({}) }),
])
const rendered: { data: unknown; handed: string; location: unknown }[] = []
const entry = {
  renderPage: (_url: string, remix: { staticHandlerContext: { loaderData: unknown; location: unknown } }, _context: unknown, { data }: { data: string }) => {
    rendered.push({ data: remix.staticHandlerContext.loaderData, handed: data, location: remix.staticHandlerContext.location })
    return 'page'
  },
}
const build = keepLoaded({ routes, assets: { version: 'v', routes: {} }, entry: { module: entry }, future: {}, isSpaMode: false } as unknown as ServerBuild)
const read = pageReader(build, groupRoutes(build))
const ask = (address: string, context = {} as AppLoadContext) => {
  calls.length = 0
  rendered.length = 0
  return read(new Request(`http://localhost${address}`), new URL(`http://localhost${address}`).pathname, context)
}

test('a page is rendered from its loaders, each asked once with what the address says', async () => {
  expect(await ask('/topics/t-1/posts/3?from=2')).toBe('page')
  expect(calls).toEqual(['root {"topic":"t-1","no":"3"}', 'routes/topics.$topic_.posts.$no {"topic":"t-1","no":"3"}'])
  expect(rendered).toMatchObject([{ data: { root: { from: 'root' } }, location: { pathname: '/topics/t-1/posts/3', search: '?from=2' } }])
  expect(await ask('/')).toBe('page')
  expect(calls).toEqual(['root {}', 'routes/_index {}'])
})

test('the browser gets what a route hands over, the page everything', async () => {
  await ask('/topics/1')
  expect(rendered[0]?.data).toMatchObject({ 'routes/topics.$topic': { from: 'routes/topics.$topic' } })
  expect(rendered[0]?.handed).toContain('less')
  expect(rendered[0]?.handed).not.toContain('routes/topics.$topic"],')
})

test.each(['/nothing', '/topics/%E3%81%82', '/topics/1/', '//topics/1', '/topics/1.data', '/topics/1?_data=x', '/?index', '/boards/tags', '/with-headers'])('%s is for Remix', async (address) => {
  expect(await ask(address)).toBeNull()
  expect(calls).toEqual([])
})

test.each([
  ['a redirect', () => { throw new Response(null, { status: 303 }) }], ['an error', () => Promise.reject(new Error('no'))], ['a response', () => new Response('')],
  ['a status', () => ({ type: 'DataWithResponseInit', data: 1, init: { status: 404 } })], ['nothing', () => undefined],
])('%s is for Remix, which gets the same answer', async (_, answer) => {
  answers['routes/topics.$topic'] = answer
  const context = {} as AppLoadContext
  expect(await ask('/topics/1', context)).toBeNull()
  delete answers['routes/topics.$topic']
  const before = calls.length
  const again = build.routes['routes/topics.$topic']?.module.loader?.({ request: new Request('http://localhost/topics/1'), params: {}, context })
  await Promise.resolve(again).catch(() => undefined)
  expect(calls).toHaveLength(before)
})

test('what is not plain is for Remix', async () => {
  answers['routes/_index'] = () => ({ later: Promise.resolve(1) })
  expect(await ask('/')).toBeNull()
  delete answers['routes/_index']
})

test('what a form changed is read anew', async () => {
  const context = {} as AppLoadContext
  const loader = build.routes['root']?.module.loader
  calls.length = 0
  const post = new Request('http://localhost/', { method: 'POST' })
  await loader?.({ request: post, params: {}, context })
  await loader?.({ request: post, params: {}, context })
  expect(calls).toHaveLength(2)
})
