import http, { type RequestListener, type Server } from 'node:http'

/** The listening half, with an end to every wait: a client that sends or reads slowly holds a socket, never longer than this. */
export function createHttpServer(app: RequestListener): Server {
  const server = http.createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      // Longer than what usual proxies keep (60 s), so that they never send into a socket that is just closing.
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 16_384,
    },
    app,
  )
  // Nothing moves for two minutes: cut. Sockets that became WebSockets have their own heartbeat.
  server.setTimeout(120_000)
  server.maxHeadersCount = 100
  return server
}
