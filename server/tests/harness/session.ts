import { io, type Socket } from 'socket.io-client'
import { demoPassword } from '../../../app/domain/accounts/demo-logins.ts'

/** An answer with its text already read. */
export type Answer = { status: number; headers: Headers; text: string; location: string | null; url: string }

/** Somebody with a cookie jar, who follows nothing by themselves. */
export type Session = {
  url: string
  cookie(): string
  /** Sends a request with the cookies, and our Origin on writes; keeps the cookies that come back. */
  fetch(path: string, init?: RequestInit): Promise<Answer>
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  /** Posts a form. */
  post(path: string, fields: Record<string, string>): Promise<Answer>
  /** A socket that presents the same cookies. The caller closes it. */
  socket(more?: { path?: string }): Socket
}

/** A session of a guest, or of who signs in with this address; throws when that fails. */
export async function session(url: string, email?: string, password = demoPassword): Promise<Session> {
  const jar = new Map<string, string>()
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')

  async function send(path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = new Headers(init.headers)
    if (jar.size > 0) headers.set('Cookie', cookie())
    if (init.method !== undefined && !/^(GET|HEAD)$/i.test(init.method) && !headers.has('Origin')) headers.set('Origin', new URL(url).origin)
    const response = await fetch(new URL(path, url), { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) keep(jar, line)
    return { status: response.status, headers: response.headers, text: await response.text(), location: response.headers.get('location'), url: response.url }
  }

  const own: Session = {
    url, cookie, fetch: send,
    get: (path, headers = {}) => send(path, { headers: { Accept: 'text/html', ...headers } }),
    post: (path, fields) => send(path, { method: 'POST', body: new URLSearchParams(fields), headers: { Accept: 'text/html' } }),
    socket: (more = {}) => io(url, { ...more, extraHeaders: { Cookie: cookie(), Origin: new URL(url).origin }, transports: ['websocket'], forceNew: true, reconnectionDelay: 50, reconnectionDelayMax: 200 }),
  }
  if (email !== undefined) {
    const answer = await own.post('/login', { email, password })
    if (answer.status !== 302 && answer.status !== 303) throw new Error(`${email} could not sign in: ${answer.status} ${answer.text.slice(0, 500)}`)
  }
  return own
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
  const at = pair.indexOf('=')
  const isGone = attributes.some((a) => /^max-age=0$/i.test(a) || (/^expires=/i.test(a) && new Date(a.slice(8)) <= new Date()))
  if (isGone) jar.delete(pair.slice(0, at))
  else jar.set(pair.slice(0, at), pair.slice(at + 1))
}
