import { digestBatch, sendMail } from '../app/domain/notifications/index.server.ts'
import type { Handlers } from './registry.ts'

export const notificationHandlers: Handlers<'mail.send' | 'digest.batch'> = {
  'mail.send': (ctx, { mailId }, { mail, isLastTry }) => sendMail(ctx, mail, { mailId, isLastTry }),
  'digest.batch': (ctx, { period }) => digestBatch(ctx, period),
}
