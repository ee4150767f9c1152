import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { invalid } from '../../core/errors.ts'
import { accessHostedEvent } from './access.server.ts'
import type { ThemesInput } from './schema.ts'

/** The themes an event is found by, among the tags of the office. Throws `not_found` to who does not run the event, `invalid` for what is no such tag. */
export async function saveThemes(ctx: Ctx, eventId: string, input: ThemesInput): Promise<null> {
  return once(ctx, 'events.themes', input.commandId, async (tx) => {
    const { id } = await accessHostedEvent(tx, eventId)
    const themes = [...new Set(input.themes)]
    if ((await tx.db.tag.count({ where: { name: { in: themes }, isOfficial: true } })) !== themes.length) throw invalid({ themes: 'events.settings.themes_wrong' })
    await tx.db.event.update({ where: { id }, data: { themes }, select: { id: true } })
    return null
  })
}

/** The tags an event's themes are chosen from. */
export const offeredThemes = async (ctx: Ctx): Promise<string[]> =>
  (await ctx.db.tag.findMany({ where: { isOfficial: true }, select: { name: true }, orderBy: [{ topicCount: 'desc' }, { id: 'asc' }], take: 60 })).map((t) => t.name)
