import { useSyncExternalStore } from 'react'
import { lineState, subscribe } from './connect.ts'
import type { LineState } from './types.ts'

const before: LineState = { status: 'static', attempt: 0 }

/** How the line stands; `attempt` counts tries to come back. */
export const useConnection = (): LineState => useSyncExternalStore(subscribe, lineState, () => before)
