import { useActionData, useLoaderData } from '@remix-run/react'
import type { z } from 'zod'
import { SettingsView } from '~/components/events/settings-view.tsx'
import { definePage } from '~/components/layout/define-page.ts'
import { styles } from '~/components/layout/styles.ts'
import type { Ctx } from '~/core/ctx.ts'
import { moveQuestion, readRegistrationSettings, removeQuestion, saveQuestion, saveRegistrationSettings, saveThemes } from '~/domain/events/index.server.ts'
import { questionInput, questionMoveInput, questionRefInput, settingsInput, themesInput } from '~/domain/events/schema.ts'
import { act, go, intent, page } from '~/http/handle.server.ts'
import rosterCss from '~/styles/pages/roster.css?url'

export const handle = definePage<typeof loader>({ title: (t, data) => (data ? `${t('roster.settings')}・${data.settings.title}` : t('roster.settings')) })
export const links = styles(rosterCss)

export const loader = page('member', async ({ ctx, params, url }) => ({
  settings: await readRegistrationSettings(ctx, params['event'] ?? ''), isSaved: url.searchParams.has('saved'), changing: url.searchParams.get('question'),
}))

/** Does it, and comes back. */
const then = <S extends z.ZodType>(schema: S, run: (ctx: Ctx, eventId: string, input: z.output<S>) => Promise<unknown>, where = '') =>
  intent(schema, async ({ ctx, params }, input) => {
    await run(ctx, params['event'] ?? '', input)
    return go(`/events/${params['event']}/registration-settings?saved${where}`)
  })

export const action = act('member', {
  save: then(settingsInput, saveRegistrationSettings),
  themes: then(themesInput, saveThemes, '#themes'),
  question: then(questionInput, saveQuestion, '#questions'),
  'remove-question': then(questionRefInput, removeQuestion, '#questions'),
  'move-question': then(questionMoveInput, moveQuestion, '#questions'),
})

export default function RegistrationSettingsRoute() {
  return <SettingsView {...useLoaderData<typeof loader>()} answer={useActionData()} />
}
