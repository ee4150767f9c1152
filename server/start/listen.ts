import { type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Env } from '../../app/core/env.server.ts'
import { StartError } from '../embedded/start-error.ts'
import { createHttpServer } from '../http/http-server.ts'

/** Answers while the product is still starting: alive, not ready. */
export const waitingRoom: RequestListener = (req, res) => {
  const isAlive = req.url === '/livez'
  res.writeHead(isAlive ? 200 : 503, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '2', 'Cache-Control': 'no-store' })
  res.end(isAlive ? 'ok' : '準備しています。少し待ってから、もう一度お試しください。 / Starting. Please try again in a moment.')
}

/** Takes the port. Throws StartError when somebody else has it or when it may not be used. */
export function listen(env: Env, first: RequestListener): Promise<{ server: Server; port: number }> {
  const server = createHttpServer(first)
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') return reject(new StartError(`ポート ${env.PORT} はほかで使われています。止めるか、PORT で別の番号を指定してください。`, `Port ${env.PORT} is taken; stop what uses it, or name another with PORT.`))
      if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL') return reject(new StartError(`${env.HOST}:${env.PORT} では待ち受けできません。HOST と PORT を確認してください。`, `Cannot listen on ${env.HOST}:${env.PORT}; check HOST and PORT.`))
      reject(error)
    })
    server.listen(env.PORT, env.HOST, () => resolve({ server, port: (server.address() as AddressInfo).port }))
  })
}
