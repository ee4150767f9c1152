import type { TopicListName } from '~/domain/boards/policy.ts'

/** The address of a list: what is usual is not said in it. */
export function listAddress(base: string, { list, tag, after }: { list?: TopicListName | null | undefined; tag?: string | null | undefined; after?: string | null | undefined }): string {
  const query = new URLSearchParams()
  if (list) query.set('list', list)
  if (tag) query.set('tag', tag)
  if (after) query.set('after', after)
  return query.size === 0 ? base : `${base}?${query}`
}
