import type { ReactionKind } from '~/domain/boards/views.ts'
import type { IconName } from '../ui/icon.tsx'

export const reactionIcons: Record<ReactionKind, IconName> = { like: 'heart', thanks: 'smile', useful: 'star', agree: 'people', cheer: 'hand' }
