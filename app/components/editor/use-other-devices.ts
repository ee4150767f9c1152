import type { z } from 'zod'
import type { draftEvents } from '~/domain/boards/events.ts'
import { useLatest } from '~/realtime/use-latest.ts'
import { useLine } from '~/realtime/use-line.ts'
import { meet } from './draft-sync.ts'
import type { WatchedDraft } from './use-draft.ts'

type DraftChanged = z.output<(typeof draftEvents)['draft.changed']>
/** A save of this device is on its way: it has to be known first whose version it was. */
const LOOK_AGAIN_MS = 300

/**
 * Hears that the draft in this box was written on, sent or thrown away on another device, while both are open. The writer is asked;
 * nothing in the box moves by itself, but a text that was sent or thrown away elsewhere and stands here unchanged.
 */
export function useOtherDevices(draft: WatchedDraft): void {
  const latest = useLatest(draft)
  useLine((line) => {
    const watch = watchDraft(() => latest.current)
    const off = [line.onOwnEvent(({ type, payload }) => {
      const { place, version } = payload as DraftChanged
      if (type === 'draft.changed' && place === latest.current.place) void watch.look(version)
    }), line.onOwnGap(() => void watch.look()), watch.stop]
    // What was begun elsewhere since the page came.
    void watch.look()
    return () => off.forEach((stop) => stop())
  })
}

/** Looks at what the server keeps whenever `look` is called with a version that this device does not follow on. */
export function watchDraft(now: () => WatchedDraft): { look(version?: number): Promise<void>; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isStopped = false

  async function look(version?: number): Promise<void> {
    clearTimeout(timer)
    const { keeper: { current: keeper } } = now()
    if (keeper === null || isStopped) return
    if (keeper.now().isSaving) {
      timer = setTimeout(() => void look(version), LOOK_AGAIN_MS)
      return
    }
    const { base } = keeper.now()
    if (version === 0 ? base === 0 : version !== undefined && version <= base) return
    const server = await keeper.ask().catch(() => undefined)
    const { typed, take, isEmpty } = now()
    const here = keeper.now()
    if (server === undefined || isStopped) return
    if (here.isSaving || here.base !== base) return look(version)
    if ((server?.version ?? 0) === here.base) return
    const text = typed()
    const meeting = meet({ text, at: '', base: here.base, isSaved: here.isSaved }, server, text)
    if (meeting.do === 'keep') keeper.settle(meeting.base, meeting.isSaved)
    else if (meeting.do === 'forget') {
      take(null)
      keeper.forget()
    } else if (version === undefined && isEmpty() && meeting.do === 'take') {
      take(meeting.draft)
      keeper.settle(meeting.draft.version, true)
    } else if (server !== null) keeper.offer({ ...server, ...(version !== undefined && { isFresh: true }) })
  }
  return {
    look,
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
