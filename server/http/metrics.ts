import { createHash, timingSafeEqual } from 'node:crypto'
import type { RequestHandler } from 'express'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

export type Metrics = {
  /** A value that is asked for at each scrape; 0 while it cannot be told. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void
  counter<L extends string>(name: string, help: string, labels: readonly L[]): Counter<L>
  /** Times every request by route pattern, method and class of status. `patternOf` answers from a closed set. */
  observe(patternOf: (path: string) => string): RequestHandler
  /** The page of a scraper, for those `setting` lets in. */
  page(setting: string | undefined): RequestHandler
}

const methods = new Set(['GET', 'HEAD', 'POST'])

/** Figures of this process in Prometheus form; one registry a process, kept in deps. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'enishi_http_request_seconds',
    help: 'Time from request to the end of the answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  return {
    gauge(name, help, read) {
      const gauge: Gauge = new Gauge({ name, help, registers: [], collect: async () => gauge.set(await Promise.resolve().then(read).catch(() => 0)) })
      registry.registerMetric(gauge)
    },
    counter: (name, help, labels) => new Counter({ name, help, labelNames: [...labels], registers: [registry] }),
    observe: (patternOf) => (req, res, next) => {
      const stop = seconds.startTimer()
      const route = patternOf(req.path)
      res.once('close', () => stop({ method: methods.has(req.method) ? req.method : 'other', route, status: `${Math.floor(res.statusCode / 100)}xx` }))
      next()
    },
    page: (setting) => (req, res, next) => {
      const isAllowed = setting !== undefined && (setting === 'localhost' ? isFromHere(req.socket.remoteAddress) && res.locals['isForwarded'] !== true : hasToken(req.headers.authorization, setting))
      if (!isAllowed) return next()
      registry.metrics().then((text) => {
        res.setHeader('Cache-Control', 'no-store')
        res.type(registry.contentType).send(text)
      }, next)
    },
  }
}

/** ENISHI_METRICS=localhost: only the machine itself, and nothing that a proxy on it passes on. */
const isFromHere = (address: string | undefined): boolean => address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1'

/** Any other value of ENISHI_METRICS is a token: `Authorization: Bearer <token>`. */
function hasToken(authorization: string | undefined, token: string): boolean {
  const digest = (s: string) => createHash('sha256').update(s).digest()
  return authorization !== undefined && timingSafeEqual(digest(authorization), digest(`Bearer ${token}`))
}
