import http from 'node:http'
import { once } from 'node:events'
import type net from 'node:net'

/** A network between a browser and the product that lets pages through and no socket, in neither way: as one with a strict proxy does. */
export async function buildWall(url: string): Promise<{ url: string; close(): Promise<void> }> {
  const { hostname, port } = new URL(url)
  const wall = http.createServer((asked, answer) => {
    if (asked.url?.startsWith('/socket.io/')) return void answer.writeHead(403).end()
    const on = http.request({ hostname, port, method: asked.method, path: asked.url, headers: asked.headers }, (told) => {
      answer.writeHead(told.statusCode ?? 502, told.rawHeaders)
      told.pipe(answer)
    })
    on.on('error', () => answer.destroy())
    answer.on('close', () => on.destroy())
    asked.pipe(on)
  })
  wall.on('upgrade', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n'))
  wall.listen(0, '127.0.0.1')
  await once(wall, 'listening')
  return {
    url: `http://localhost:${(wall.address() as net.AddressInfo).port}`,
    async close() {
      wall.close()
      wall.closeAllConnections()
      await once(wall, 'close')
    },
  }
}
