import { bookmarkNotice, endReminder } from '../app/domain/bookmarks/index.server.ts'
import { notify, tellMember } from '../app/domain/notifications/index.server.ts'
import type { Handlers } from './registry.ts'

export const bookmarkHandlers: Handlers<'bookmark.remind'> = {
  'bookmark.remind': async (ctx, due) => {
    const found = await bookmarkNotice(ctx, due)
    if (found) {
      const { byMail, ...notice } = found
      if (byMail) await tellMember(ctx, notice)
      else await ctx.tx(async (tx) => void (await notify(tx, notice)))
    }
    await endReminder(ctx, due)
  },
}
