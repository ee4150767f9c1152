import path from 'node:path'
import express, { type RequestHandler } from 'express'
import { projectRoot } from '../../prisma/project-files.ts'

/** Built files: those named by their content never change; the few others (favicon, robots.txt) for an hour. Missing assets are not pages. */
export function staticFiles(folder = path.join(projectRoot(), 'build', 'client')): RequestHandler[] {
  const common = { index: false, redirect: false, dotfiles: 'ignore' } as const
  const assets = express.Router()
  assets.use('/assets', express.static(path.join(folder, 'assets'), { ...common, immutable: true, maxAge: '1y', fallthrough: false }))
  return [assets, express.static(folder, { ...common, maxAge: '1h' })]
}
