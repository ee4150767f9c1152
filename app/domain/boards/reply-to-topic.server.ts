import type { z } from 'zod'
import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, invalid } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { readText, type RichText } from '../../core/richtext/read-text.server.ts'
import { accessTopic, reader, topicStream } from './access.server.ts'
import { type AuthorRow, nameIn, namesOf, toAuthor } from './authors.server.ts'
import { topicEvents } from './events.ts'
import type { replyInput } from './schema.ts'

type Added = AuthorRow & { no: number; boardId: string }

/**
 * Takes the next number under the topic's row lock, writes the post and moves the counters, in one statement. Closed and hidden
 * topics and archived boards take none. The author's place moves to their own post only when it was right before it, so that
 * what others wrote meanwhile stays unread.
 */
async function addPost(tx: TxCtx, memberId: string, topicId: string, text: RichText): Promise<Added | undefined> {
  const at = tx.now()
  const [added] = await tx.db.$queryRaw<Added[]>`
    with t as (
      update topic set last_no = last_no + 1, last_post_at = ${at}, last_author_id = ${memberId}::uuid, last_official_as = null
      where id = ${topicId}::uuid and closed_at is null and hidden_at is null and exists (select 1 from board b where b.id = topic.board_id and b.archived_at is null)
      returning id, board_id, last_no
    ), p as (
      insert into post (id, topic_id, no, author_id, doc, html, text, created_at)
      select ${newId()}::uuid, t.id, t.last_no, ${memberId}::uuid, ${JSON.stringify(text.doc)}::jsonb, ${text.html}, ${text.text}, ${at} from t
    ), r as (
      insert into topic_read (member_id, topic_id, last_no, posts, at)
      select ${memberId}::uuid, t.id, case when t.last_no = 1 then 1 else 0 end, 1, ${at} from t
      on conflict (member_id, topic_id) do update set posts = topic_read.posts + 1, at = excluded.at,
        last_no = topic_read.last_no + case when topic_read.last_no = (select last_no - 1 from t) then 1 else 0 end
    )
    select t.last_no as no, t.board_id as "boardId", m.id as "authorId", null as "officialAs", m.display_name as "displayName", m.status::text as status,
      f.job_type as "jobType", f.headline, f.visibility
    from t join member m on m.id = ${memberId}::uuid left join profile f on f.member_id = m.id`
  return added
}

/** Names of everybody a text mentions; `invalid` when it mentions somebody who is not here. */
export async function mentionedNames(ctx: Ctx, text: RichText): Promise<Map<string, string>> {
  const names = await namesOf(ctx, text.mentions)
  if (names.size < text.mentions.length) throw invalid({ text: 'boards.mention_unknown' })
  return names
}

/**
 * Writes a reply and answers with its number. The same command again changes nothing and gets the same number.
 * Throws `not_found` (no such topic for this reader), `conflict` (closed or archived), `invalid` (field `text`).
 */
export async function replyToTopic(ctx: Ctx, input: z.output<typeof replyInput>): Promise<{ no: number }> {
  const { id: memberId } = reader(ctx)
  const text = readText(input)
  const topicId = input.topicId.toLowerCase()
  return once(ctx, 'topic:reply', input.commandId, async (tx) => {
    const names = await mentionedNames(tx, text)
    const added = await addPost(tx, memberId, topicId, text)
    if (added === undefined) {
      await accessTopic(tx, topicId)
      throw conflict('boards.closed')
    }
    const { no, boardId } = added
    tx.emit(topicStream(topicId), topicEvents, 'post.added', {
      post: { no, author: toAuthor(added), at: tx.now().toISOString(), isEdited: false, isHidden: false, html: nameIn(text.html, names) },
    })
    tx.hint({ kind: 'topic.bumped', boardId, topicId, no, authorId: memberId })
    return { no }
  })
}
