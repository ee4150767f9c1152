/** What somebody has written and not yet sent, kept in this browser under a key that names the member and the place. */
export type Draft = {
  text: string
  doc?: unknown
  /** What stands in the fields beside the text. */
  fields?: Record<string, string>
  at: string
  /** The version at the server that it follows on, and whether it is that version. */
  base?: number
  isSaved?: boolean
}

const prefix = 'enishi:draft:'
const isDraft = (value: unknown): value is Draft => typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string' && 'at' in value && typeof value.at === 'string'

/** The draft under a key, or null: none, or this browser keeps nothing. */
export function readDraft(key: string): Draft | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(prefix + key) ?? 'null')
    return isDraft(value) ? value : null
  } catch {
    return null
  }
}

/** Keeps a draft; an empty one removes it. Answers whether it was kept. */
export function keepDraft(key: string, draft: Draft, isEmpty = draft.text.trim() === ''): boolean {
  try {
    if (isEmpty) localStorage.removeItem(prefix + key)
    else localStorage.setItem(prefix + key, JSON.stringify(draft))
    return !isEmpty
  } catch {
    return false
  }
}

export function dropDraft(key: string): void {
  try {
    localStorage.removeItem(prefix + key)
  } catch {
    // A browser that keeps nothing has nothing to drop.
  }
}
