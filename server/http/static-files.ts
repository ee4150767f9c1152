import fs from 'node:fs'
import path from 'node:path'
import express, { type RequestHandler } from 'express'
import { projectRoot } from '../../prisma/project-files.ts'

const types: Record<string, string> = { '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml' }

/** Whether a request takes Brotli: named, and not with a weight of nought. */
const takesBrotli = (accepts: string | undefined): boolean => /(^|,)\s*br\s*(;\s*q=(?!0(\.0*)?\s*(,|$))|,|$)/.test(accepts ?? '')

/** Gives the copy that the build has compressed with all patience (`app-1a2b.js.br`), a seventh smaller than what a request has time for. */
function readyCompressed(folder: string): RequestHandler {
  const ready = new Set(fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => name.endsWith('.br')).map((name) => name.slice(0, -3)) : [])
  return (req, res, next) => {
    const name = req.path.slice(1)
    const type = types[path.extname(name)]
    if (type !== undefined && ready.has(name)) {
      res.vary('Accept-Encoding')
      if (takesBrotli(req.headers['accept-encoding'])) {
        res.setHeader('Content-Type', type)
        res.setHeader('Content-Encoding', 'br')
        req.url = `/${name}.br`
      }
    }
    next()
  }
}

/** Built files: those named by their content never change; the few others (favicon, robots.txt) for an hour, the service worker never without asking. Missing assets are not pages. */
export function staticFiles(folder = path.join(projectRoot(), 'build', 'client')): RequestHandler[] {
  const common = { index: false, redirect: false, dotfiles: 'ignore' } as const
  const assetFolder = path.join(folder, 'assets')
  const assets = express.Router()
  assets.use('/assets', readyCompressed(assetFolder), express.static(assetFolder, { ...common, immutable: true, maxAge: '1y', fallthrough: false }))
  return [assets, onlyExisting(folder, express.static(folder, { ...common, maxAge: '1h', setHeaders: (res, file) => path.basename(file) === 'sw.js' && res.setHeader('Cache-Control', 'no-cache') }))]
}

/** The built files are known when the process starts: a page's address is not looked for on the disk at every request. */
function onlyExisting(folder: string, serve: RequestHandler): RequestHandler {
  const names = fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
  const known = new Set(names.map((name) => `/${name.split(path.sep).join('/')}`))
  return (req, res, next) => (known.has(req.path) ? serve(req, res, next) : next())
}
