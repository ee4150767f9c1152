import { READER } from './reader.ts'

/** What somebody wrote in this browser and has not sent, as the offline page lists it. */
export type KeptText = { key: string; text: string; /** Where it was written; null when that is not known. */ to: string | null; at: string | null; isWaiting: boolean }

const DRAFT = 'enishi:draft:'
const OUTBOX = 'enishi.outbox'

const placeOf = (place: string): string | null => {
  const [, topic, edited, no] = /^(?:topic:([0-9a-f-]{36})|edit:([0-9a-f-]{36}):(\d+))$/.exec(place) ?? []
  if (topic !== undefined) return `/topics/${topic}#reply`
  if (edited !== undefined) return `/topics/${edited}/posts/${no}/edit`
  return place === 'new-topic' ? '/boards/new' : null
}

/** The drafts of the last reader, the newest first, and before them what waits in this tab for the line to come back. */
export function keptTexts(): KeptText[] {
  try {
    const memberId = localStorage.getItem(READER)
    if (memberId === null) return []
    return [...waiting(memberId), ...drafts(memberId)]
  } catch {
    return []
  }
}

function drafts(memberId: string): KeptText[] {
  const prefix = `${DRAFT}${memberId}:`
  return Object.keys(localStorage).filter((key) => key.startsWith(prefix)).flatMap((key): KeptText[] => {
    const { text, at } = read(localStorage, key) as { text?: unknown; at?: unknown }
    return typeof text === 'string' && typeof at === 'string' ? [{ key, text, at, to: placeOf(key.slice(prefix.length)), isWaiting: false }] : []
  }).sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))
}

function waiting(memberId: string): KeptText[] {
  const kept = read(sessionStorage, OUTBOX)
  return (Array.isArray(kept) ? kept : []).flatMap((k: { commandId: string; memberId: string; input?: { topicId?: string; text?: string; doc?: string } }): KeptText[] =>
    k.memberId !== memberId || k.input?.topicId === undefined ? [] : [{ key: k.commandId, text: k.input.text ?? textIn(k.input.doc), at: null, to: `/topics/${k.input.topicId}`, isWaiting: true }])
}

/** The words of a document, as far as a list needs them. */
const textIn = (doc: string | undefined): string => [...(doc ?? '').matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].map((m) => JSON.parse(`"${m[1]}"`) as string).join(' ')

function read(storage: Storage, key: string): unknown {
  try {
    return JSON.parse(storage.getItem(key) ?? '{}')
  } catch {
    return {}
  }
}
