import type { Tx } from '../../app/core/db.server.ts'
import { demoId, memberId } from './ids.ts'
import { mover } from './time.ts'

/** What happened for the first logins, and what members reported. */
export async function layNotices(tx: Tx, now: Date): Promise<void> {
  const move = mover(now)
  const before = (at: Date) => (at > now ? new Date(now.getTime() - 12 * 60_000) : at)
  const childcare = demoId('topic:childcare')
  const notices = [
    { to: 'hamagishi', key: 'replied', kind: 'topic_replied', params: { name: '遠刈野 樹', title: '育児と在宅勤務、どう両立していますか' }, href: `/topics/${childcare}?from=14#post-14`, at: '2025-11-19T21:40', topicId: childcare, no: 14, upTo: 14, who: ['遠刈野 樹'] },
    { to: 'hamagishi', key: 'answered', kind: 'question_answered', params: { title: '外から見た県庁の仕事術' }, href: `/events/${demoId('event:outside')}`, at: '2025-11-18T10:00' },
    { to: 'hamagishi', key: 'welcome', kind: 'welcome', params: {}, href: '/boards/hello', at: '2025-11-13T09:00', isRead: true },
    { to: 'natorizawa', key: 'replied', kind: 'topic_replied', params: { name: '志津川原 恵', title: '育児と在宅勤務、どう両立していますか' }, href: `/topics/${childcare}?from=17#post-17`, at: '2025-11-20T08:48', topicId: childcare, no: 17, upTo: 19, who: ['髙瀬川 直人', '志津川原 恵'] },
    { to: 'togarino', key: 'ahead', kind: 'questions_ahead', params: { title: '公共建築の木質化', number: '3' }, href: `/events/${demoId('event:timber')}/host`, at: '2025-11-19T20:10', isRead: true },
    { to: 'member9', key: 'report', kind: 'report_decided', params: { what: '投稿', outcome: '内容に問題は見つからず、そのまま表示しています。' }, href: `/topics/${demoId('topic:office')}?from=2#post-2`, at: '2025-10-21T09:00', isRead: true },
    { to: 'togarino', key: 'asked', kind: 'mentor_asked', params: { name: '𠮷廣 蒼太' }, href: '/mentors/requests', at: '2025-11-12T18:20', isRead: true },
  ]
  await tx.notification.createMany({
    data: notices.map(({ to, key, at, isRead, ...n }) => ({ ...n, id: demoId(`notice:${to}:${key}`), memberId: memberId(to), dedupeKey: `demo:${key}`, createdAt: before(move(at)), readAt: isRead ? before(move(at)) : null })),
  })
  // Everybody asked for the digest when they joined.
  const members = await tx.member.findMany({ where: { status: 'active' }, select: { id: true, createdAt: true } })
  await tx.mailChoice.createMany({ data: members.map((m) => ({ memberId: m.id, list: 'digest', isOn: true, source: 'join', at: m.createdAt })) })
  const reports = [
    { key: 'personal', topic: 'care', no: 2, reason: 'personal', note: '電話番号のようなものが、写真に写っているかもしれません。', from: 'matsugakata', at: '2025-11-19T14:05', status: 'open', excerpt: 'まずは、親御さんの住む市町村の地域包括支援センターに電話してみてください。' },
    { key: 'sales', topic: 'sake', no: 3, reason: 'sales', note: '', from: 'member4', at: '2025-11-19T19:30', status: 'open', excerpt: '昨年参加しました。県庁の話をしない、というルールがいいんですよね。' },
    { key: 'mistaken', topic: 'office', no: 2, reason: 'other', note: 'まちがえて押しました。', from: 'member9', at: '2025-10-20T09:00', status: 'dismissed', excerpt: '打ち合わせの場所が窓際に来たのは英断です。' },
  ]
  for (const r of reports) {
    const topicId = demoId(`topic:${r.topic}`)
    const post = await tx.post.findUniqueOrThrow({ where: { topicId_no: { topicId, no: r.no } }, select: { id: true } })
    await tx.report.create({
      data: {
        id: demoId(`report:${r.key}`), subject: 'post', subjectId: post.id, reporterId: memberId(r.from), reason: r.reason, note: r.note, status: r.status, href: `/topics/${topicId}?from=${r.no}#post-${r.no}`,
        excerpt: r.excerpt, createdAt: before(move(r.at)), decidedAt: r.status === 'open' ? null : before(move(r.at)),
      },
    })
  }
}
