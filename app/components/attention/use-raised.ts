import { useFetcher, useLocation } from '@remix-run/react'
import { useCallback } from 'react'
import { randomId } from '~/core/ids.ts'
import { useT } from '~/i18n/index.tsx'
import { useLatest } from '~/realtime/use-latest.ts'
import { useToast } from '../ui/toast.tsx'

/** Says, beside the page, that what one did has raised a topic's level, with the way back. */
export function useRaised(topicId: string): (level: 'watching' | 'tracking') => void {
  const t = useT()
  const toast = useToast()
  const undo = useFetcher()
  const { pathname, search } = useLocation()
  const latest = useLatest((level: 'watching' | 'tracking') => toast({
    text: t(`attention.raised.topic_${level}`), icon: 'bell',
    action: { label: t('attention.undo'), onPress: () => undo.submit({ level: 'undo', commandId: randomId(), returnTo: pathname + search }, { method: 'post', action: `/attention/topic/${topicId}` }) },
  }))
  return useCallback((level) => latest.current(level), [latest])
}
