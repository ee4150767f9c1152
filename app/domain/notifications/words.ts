import type { NotificationKind } from './schema.ts'

/** What a notification says: the kind of text, and its values. Of several who did one thing the latest is named, the others are counted. */
export function wordsOf({ kind, params, who }: { kind: NotificationKind; params: Record<string, string>; who: readonly string[] }): { kind: NotificationKind; params: Record<string, string> } {
  const [name] = who
  if (name === undefined) return { kind, params }
  if ((kind === 'topic_replied' || kind === 'quoted' || kind === 'mentioned') && who.length > 1) return { kind: `${kind}_many`, params: { ...params, name, others: String(who.length - 1) } }
  return { kind, params: { ...params, name } }
}
