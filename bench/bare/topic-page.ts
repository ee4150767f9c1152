/**
 * The limit a topic page is measured against: Express, one pool of pg, React 18's renderToString, and nothing else. The session, the
 * topic and its 20 posts come from the product's own tables with two queries. The page is as big as ours: the same posts, about as
 * many elements (bench/pages.ts prints both numbers), all of them written down flat, without components, hooks, texts or state.
 */
import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import express from 'express'
import pg from 'pg'
import { createElement as h } from 'react'
import { renderToString } from 'react-dom/server'

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 })
type Post = { no: number; html: string; created_at: Date; display_name: string | null; headline: string | null }

const icon = (name: string) => h('svg', { className: 'i', viewBox: '0 0 24 24', 'aria-hidden': true }, h('path', { d: `M4 12h16M4 ${name.length}h16` }))
const link = (name: string) => h('a', { key: name, href: `/${name}`, className: 'nav-link' }, icon(name), h('span', null, name))
const places = ['home', 'boards', 'events', 'mentors', 'news', 'desk', 'join', 'policies']

function Page({ title, name, posts }: { title: string; name: string; posts: Post[] }) {
  return h('html', { lang: 'ja' },
    h('head', null, h('meta', { charSet: 'utf-8' }), h('title', null, title), places.map((p) => h('link', { key: p, rel: 'stylesheet', href: `/assets/${p}.css` })), places.map((p) => h('link', { key: p, rel: 'modulepreload', href: `/assets/${p}.js` }))),
    h('body', null,
      h('header', { className: 'site-head' }, h('nav', null, places.map(link)), h('div', { className: 'tools' }, places.slice(0, 4).map(link), name)),
      h('main', null, h('h1', null, title),
        posts.map((p) => h('article', { key: p.no, id: `post-${p.no}`, className: 'post' },
          h('span', { className: 'avatar' }, (p.display_name ?? '匿名').slice(0, 1)),
          h('div', { className: 'post-b' },
            h('header', { className: 'post-h' }, h('h2', { className: 'name', id: `by-${p.no}` }, `${p.display_name ?? '匿名'}さん`), h('span', { className: 'small muted' }, p.headline), h('a', { className: 'small muted', href: `#post-${p.no}` }, h('span', { className: 'sr' }, `${p.no}`), h('time', { dateTime: p.created_at.toISOString() }, p.created_at.toLocaleString('ja-JP')))),
            h('div', { className: 'prose', dangerouslySetInnerHTML: { __html: p.html } }),
            h('div', { className: 'post-f' }, h('span', { className: 'row' }, ['reply', 'flag'].map((a) => h('a', { key: a, className: 'iconbtn', href: `#${a}`, 'aria-label': a, title: a }, icon(a))))))))),
      h('aside', null, places.map(link)),
      h('footer', null, h('nav', null, places.map(link)), h('nav', null, places.slice(0, 5).map(link)))))
}

const app = express()
app.get('/topics/:id', (req, res, next) => {
  answer(req, res).catch(next)
})

async function answer(req: express.Request, res: express.Response): Promise<void> {
  const token = /enishi=([a-z2-7]+)/.exec(req.headers.cookie ?? '')?.[1] ?? ''
  const hash = createHash('sha256').update(token).digest('hex')
  const [who, posts] = await Promise.all([
    pool.query<{ display_name: string }>('select m.display_name from session s join member m on m.id = s.member_id where s.token_hash = $1', [hash]),
    pool.query<Post & { title: string }>('select t.title, p.no, p.html, p.created_at, m.display_name, f.headline from topic t join post p on p.topic_id = t.id left join member m on m.id = p.author_id left join profile f on f.member_id = m.id where t.id = $1 order by p.no limit 20', [req.params.id]),
  ])
  res.type('html').send('<!doctype html>' + renderToString(h(Page, { title: posts.rows[0]?.title ?? '', name: who.rows[0]?.display_name ?? '', posts: posts.rows })))
}

const server = app.listen(0, '127.0.0.1', () => process.stdout.write(`ready ${(server.address() as AddressInfo).port}\n`))
process.on('SIGTERM', () => process.exit(0))
