/** Who looks at the page, as far as the frame of the page needs to know. Made by the root loader; never holds anything private. */
export type Viewer =
  | { kind: 'guest' }
  | {
      kind: 'member' | 'applicant'
      id: string
      /** As other members see it. */
      name: string
      /** Decides the avatar's colour: the member's id. */
      avatarSeed: string
      role: string
      can: { desk: boolean }
      unread: Unread
    }

export type SignedIn = Exclude<Viewer, { kind: 'guest' }>
/** Numbers beside the bell and the boards. */
export type Unread = { inbox: number; boards: number }
