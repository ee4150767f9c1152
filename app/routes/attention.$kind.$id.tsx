import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { CommandId } from '~/components/form/command-id'
import { ErrorSummary } from '~/components/form/error-summary'
import { RadioCards } from '~/components/form/radio-cards'
import { refusalOf } from '~/components/form/refusal'
import { SubmitButton } from '~/components/form/submit-button'
import { definePage } from '~/components/layout/define-page'
import { Crumb } from '~/components/ui/crumb'
import { PageHead } from '~/components/ui/page-head'
import { notFound } from '~/core/errors'
import type { Ctx } from '~/core/ctx'
import { type AttentionKind, attentionKinds, type Level, offered } from '~/domain/attention/policy'
import { levelInput } from '~/domain/attention/schema'
import { boardLevel, chooseBoardLevel, chooseTagLevel, chooseTopicLevel, type LevelTarget, tagLevel, topicLevel } from '~/domain/boards/index.server'
import { chooseEventLevel, levelOfEvent } from '~/domain/events/index.server'
import { act, go, intent, page } from '~/http/handle.server'
import { useT } from '~/i18n'

export const handle = definePage({ title: (t) => t('attention.title') })

type Doors = { read: (ctx: Ctx, id: string) => Promise<LevelTarget>; choose: (ctx: Ctx, id: string, input: { level: Level | 'auto' | 'undo'; commandId: string }) => Promise<unknown> }
const doorsOf = (kind: string | undefined): Doors & { kind: AttentionKind } => {
  const found = attentionKinds.find((k) => k === kind)
  if (found === undefined) throw notFound()
  const doors: Record<AttentionKind, Doors> = {
    topic: { read: topicLevel, choose: chooseTopicLevel }, board: { read: boardLevel, choose: chooseBoardLevel },
    tag: { read: tagLevel, choose: chooseTagLevel }, event: { read: levelOfEvent, choose: chooseEventLevel },
  }
  return { kind: found, ...doors[found] }
}

export const loader = page('member', async ({ ctx, params }) => {
  const { kind, read } = doorsOf(params['kind'])
  return { kind, ...(await read(ctx, params['id'] ?? '')) }
})

export const action = act('member', {
  default: intent(levelInput, async ({ ctx, params }, { returnTo, ...input }) => {
    const { read, choose } = doorsOf(params['kind'])
    const id = params['id'] ?? ''
    await choose(ctx, id, input)
    return go(returnTo ?? (await read(ctx, id)).href)
  }),
})

export default function AttentionPage() {
  const t = useT()
  const { kind, title, href, level, chosen } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = refusalOf(answer)
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: href, label: title }]} />
      <PageHead title={t('attention.title')} lead={t('attention.lead')} />
      <Form method="post" className="stack g-24">
        <CommandId renewOn={answer} />
        <ErrorSummary errors={refused?.errors} labels={{ level: t('attention.title') }} />
        <RadioCards
          name="level" label={t('attention.of', { title })} hint={t('attention.now', { level: t(`attention.levels.${level}`) })} required error={refused?.errors['level']} defaultValue={chosen ?? 'auto'}
          options={[{ value: 'auto', label: t('attention.auto', { level: t(`attention.levels.${chosen === null ? level : 'normal'}`) }), hint: t('attention.auto_note') }, ...offered[kind].map((l) => ({ value: l, label: t(`attention.levels.${l}`), hint: t(`attention.notes.${l}`) }))]}
        />
        <div><SubmitButton>{t('attention.save')}</SubmitButton></div>
      </Form>
    </div>
  )
}
