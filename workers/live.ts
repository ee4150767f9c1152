import { leftOverAnswer } from '../app/domain/archive/index.server.ts'
import { aheadNotices, questionNotice } from '../app/domain/live/index.server.ts'
import { notify, notifyAll } from '../app/domain/notifications/index.server.ts'
import { tFor } from '../app/i18n/texts.server.ts'
import type { Handlers } from './registry.ts'

export const liveHandlers: Handlers<'question.tell' | 'questions.ahead'> = {
  'question.tell': async (ctx, { questionId }) => {
    const notice = await questionNotice(ctx, questionId)
    if (!notice) return
    const { memberId, lng, kind, title, reason, href, dedupeKey } = notice
    const params: Record<string, string> = reason === null ? { title } : { title, reason: tFor(lng === 'en' ? 'en' : 'ja')(`live.reason.${reason}`) }
    // Who asked watches the topic their question became: its answer there and here are one notice, and none when they have read it.
    const there = kind === 'question_answered' ? await leftOverAnswer(ctx, questionId, memberId) : null
    if (there?.isRead === true) return
    const own = there === null ? { params, href, dedupeKey } : { params: { title: there.title }, href: there.href, dedupeKey: there.dedupeKey, fold: there.fold }
    await ctx.tx(async (tx) => void (await notify(tx, { memberId, kind, ...own })))
  },
  'questions.ahead': async (ctx, { eventId }) => {
    const notices = await aheadNotices(ctx, eventId)
    // Unread it counts on; read it comes anew.
    await ctx.tx(async (tx) => void (await notifyAll(tx, notices.map(({ memberId, title, number, href, dedupeKey, upTo }) => ({ memberId, kind: 'questions_ahead', params: { title, number: String(number) }, href, dedupeKey, fold: { topicId: null, no: 1, upTo, who: [] } })))))
  },
}
