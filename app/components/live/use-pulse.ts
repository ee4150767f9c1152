import { keepPulse } from '~/realtime/pulse.ts'
import { useLine } from '~/realtime/use-line.ts'

/** In a room one waits for what others do: a line that broke without a word is noticed within a few seconds, while somebody looks. */
export const usePulse = (): void => useLine(({ socket, silent }) => keepPulse({ socket, silent, isSeen: () => document.visibilityState === 'visible' }))
