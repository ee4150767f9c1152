import { Form } from '@remix-run/react'
import type { VoicePage } from '~/domain/voices/index.server.ts'
import { useT } from '~/i18n/index.tsx'
import { CommandId } from '../form/command-id.tsx'
import { SubmitButton } from '../form/submit-button.tsx'
import { Badge } from '../ui/badge.tsx'

/** 「私も同じ声」, a form of one button; who spoke is told that it is theirs. */
export function Support({ voice }: { voice: VoicePage }) {
  const t = useT()
  if (voice.spoke) return <p className="row"><Badge tone="livesoft">{t('voices.yours')}</Badge><span className="small muted">{t('voices.you_spoke')}</span></p>
  return (
    <Form method="post" preventScrollReset className="stack g-8">
      <input type="hidden" name="isOn" value={voice.supports ? '0' : '1'} key={voice.supports ? 'off' : 'on'} />
      <CommandId renewOn={voice.supports} />
      <p className="row">
        <SubmitButton variant={voice.supports ? 'quiet' : 'outline'} icon={voice.supports ? undefined : 'heart'}>{t(voice.supports ? 'voices.unsupport' : 'voices.support')}</SubmitButton>
        {voice.supports && <Badge tone="livesoft" icon="check">{t('voices.supported')}</Badge>}
      </p>
      <p className="small muted">{t('voices.support_note')}</p>
    </Form>
  )
}
