import { useActionData, useLoaderData } from '@remix-run/react'
import { BoardsDesk } from '~/components/manage/boards-desk'
import { definePage } from '~/components/layout/define-page'
import { archiveBoard, editableBoards, moveBoard, offerTag, saveBoard } from '~/domain/boards/index.server'
import { archiveBoardInput, moveBoardInput, offerTagInput, saveBoardInput } from '~/domain/boards/schema'
import { act, go, intent, page } from '~/http/handle.server'

export const handle = definePage({ title: (t) => t('nav.desk_boards') })

/** `?edit=` names the board whose words are being changed. */
export const loader = page('staff', async ({ ctx, url }) => ({ ...(await editableBoards(ctx)), editing: url.searchParams.get('edit') }))

export const action = act('staff', {
  save: intent(saveBoardInput, async ({ ctx }, input) => {
    await saveBoard(ctx, input)
    return go('/desk/boards')
  }),
  move: intent(moveBoardInput, ({ ctx }, input) => moveBoard(ctx, input)),
  archive: intent(archiveBoardInput, ({ ctx }, input) => archiveBoard(ctx, input)),
  offer: intent(offerTagInput, ({ ctx }, input) => offerTag(ctx, input)),
})

export default function DeskBoards() {
  return <BoardsDesk {...useLoaderData<typeof loader>()} answer={useActionData()} />
}
