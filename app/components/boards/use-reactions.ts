import { useCallback, useState } from 'react'
import { useToast } from '~/components/ui/toast.tsx'
import type { TopicPage } from '~/domain/boards/index.server.ts'
import type { ReactionCounts, ReactionKind, ReactionsByPost } from '~/domain/boards/views.ts'
import { useT } from '~/i18n/index.tsx'
import { isConnectable, sendCommand } from '~/realtime/commands'

export type React = (no: number, kind: ReactionKind, isOn: boolean) => boolean
type Mine = TopicPage['mine']

const with_ = (mine: Mine, no: number, kind: ReactionKind, isOn: boolean): Mine => {
  const others = (mine[no] ?? []).filter((k) => k !== kind)
  return { ...mine, [no]: isOn ? [...others, kind] : others }
}
const stepped = (counts: ReactionCounts | undefined, kind: ReactionKind, by: number): ReactionCounts => {
  const { [kind]: n = 0, ...others } = counts ?? {}
  return n + by > 0 ? { ...others, [kind]: n + by } : others
}

const keptOn = (page: TopicPage): Record<number, boolean> => Object.fromEntries(page.posts.map(({ no }) => [no, page.kept.includes(no)]))

/**
 * The reactions of all posts on screen: what the pages brought, what has come live since, and what the reader has just done, shown at
 * once and put right by the server's answer; and which posts they have bookmarked. `react` says whether it took the click; else the form goes its own way.
 */
export function useReactions(page: TopicPage, live: ReactionsByPost): { counts: ReactionsByPost; mine: Mine; kept: Record<number, boolean>; react: React } {
  const t = useT()
  const toast = useToast()
  const topicId = page.topic.id
  const [now, setNow] = useState({ page, live, counts: { ...page.room.state.reactions, ...live }, mine: page.mine, kept: keptOn(page) })
  if (now.page !== page || now.live !== live) {
    const fresh = now.page === page ? {} : Object.fromEntries(page.posts.map(({ no }) => [no, page.room.state.reactions[no] ?? {}]))
    const counted = now.live === live ? {} : live
    const own = now.page === page ? {} : Object.fromEntries(page.posts.map(({ no }) => [no, page.mine[no] ?? []]))
    setNow({ page, live, counts: { ...now.counts, ...fresh, ...counted }, mine: { ...now.mine, ...own }, kept: { ...now.kept, ...keptOn(page) } })
  }
  const react = useCallback<React>((no, kind, isOn) => {
    if (!isConnectable()) return false
    const show = (on: boolean) => setNow((all) => ({ ...all, counts: { ...all.counts, [no]: stepped(all.counts[no], kind, on ? 1 : -1) }, mine: with_(all.mine, no, kind, on) }))
    show(isOn)
    void sendCommand('topic:react', { topicId, no, kind, isOn }, { key: `react:${topicId}:${no}:${kind}` }).then((answer) => {
      if (answer.ok) return setNow((all) => ({ ...all, counts: { ...all.counts, [no]: answer.value.counts } }))
      show(!isOn)
      toast({ text: t('reactions.failed'), icon: 'warn' })
    })
    return true
  }, [topicId, toast, t])
  return { counts: now.counts, mine: now.mine, kept: now.kept, react }
}
