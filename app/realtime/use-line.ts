import { useEffect } from 'react'
import { useViewer } from '../components/layout/root-data.ts'
import { openLine } from './connect.ts'
import type { Line } from './line.ts'
import { useLatest } from './use-latest.ts'

/** Attaches something to the line of whoever looks at the page, as long as the component is there. `attach` answers with how to take it off. */
export function useLine(attach: (line: Line) => () => void): void {
  const viewer = useViewer()
  const memberId = viewer.kind === 'guest' ? undefined : viewer.id
  const latest = useLatest(attach)
  useEffect(() => {
    if (memberId === undefined) return
    let off: (() => void) | undefined
    let isGone = false
    openLine(memberId).then(({ line }) => {
      if (!isGone) off = latest.current(line)
    }, () => undefined)
    return () => {
      isGone = true
      off?.()
    }
  }, [memberId, latest])
}
