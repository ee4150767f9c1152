import { once } from 'node:events'
import net from 'node:net'

/** A line between a browser and the product that can be cut: what is open breaks, and nothing new gets through until it is mended. */
export type Line = { url: string; cut(): void; mend(): void; close(): Promise<void> }

export async function openLine(url: string): Promise<Line> {
  const target = Number(new URL(url).port)
  const sockets = new Set<net.Socket>()
  let isCut = false
  const server = net.createServer((here) => {
    if (isCut) return void here.destroy()
    const there = net.connect(target, '127.0.0.1')
    for (const [one, other] of [[here, there], [there, here]] as const) {
      sockets.add(one)
      one.on('error', () => {})
      one.once('close', () => {
        sockets.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const breakAll = () => { for (const socket of sockets) socket.destroy() }
  return {
    url: `http://localhost:${(server.address() as net.AddressInfo).port}`,
    cut() {
      isCut = true
      breakAll()
    },
    mend: () => void (isCut = false),
    async close() {
      breakAll()
      server.close()
      await once(server, 'close')
    },
  }
}
