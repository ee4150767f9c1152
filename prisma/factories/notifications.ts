import type { Db, Tx } from '../../app/core/db.server.ts'
import { newId } from '../../app/core/ids.ts'
import type { MailList } from '../../app/domain/notifications/policy.ts'
import type { Mail, MailChoice, Notification, Prisma } from '../generated/client.ts'
import { DEMO_NOW } from './accounts.ts'

/** A word in somebody's inbox, not read yet unless `over` says otherwise. */
export function makeNotification(db: Db | Tx, member: { id: string }, over: Partial<Prisma.NotificationUncheckedCreateInput> = {}): Promise<Notification> {
  const id = over.id ?? newId()
  return db.notification.create({ data: { kind: 'topic_replied', params: { name: '名取沢 真由', title: '育児と在宅勤務、どう両立していますか' }, href: '/boards', dedupeKey: id, createdAt: DEMO_NOW, ...over, id, memberId: member.id } })
}

/** A row of the mail ledger, queued; no job is made for it. */
export function makeMail(db: Db | Tx, over: Partial<Prisma.MailUncheckedCreateInput> = {}): Promise<Mail> {
  const id = over.id ?? newId()
  return db.mail.create({ data: { to: over.memberId ? '' : 'haruka@example.com', kind: 'test', dedupeKey: id, subject: '件名', text: '本文\n', html: '<p>本文</p>', status: 'queued', createdAt: DEMO_NOW, ...over, id } })
}

/** What a member said about a list. */
export function makeMailChoice(db: Db | Tx, member: { id: string }, over: { list?: MailList; isOn?: boolean; at?: Date } = {}): Promise<MailChoice> {
  return db.mailChoice.create({ data: { memberId: member.id, list: 'digest', isOn: true, source: 'join', at: DEMO_NOW, ...over } })
}
