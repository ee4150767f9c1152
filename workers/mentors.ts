import { requestNotice } from '../app/domain/mentors/index.server.ts'
import { tellMember } from '../app/domain/notifications/index.server.ts'
import type { Handlers } from './registry.ts'

export const mentorHandlers: Handlers<'mentor.asked' | 'mentor.answered'> = {
  'mentor.asked': async (ctx, { requestId }) => {
    const notice = await requestNotice(ctx, requestId, 'asked')
    if (notice) await tellMember(ctx, notice)
  },
  'mentor.answered': async (ctx, { requestId }) => {
    const notice = await requestNotice(ctx, requestId, 'answered')
    if (notice) await tellMember(ctx, notice)
  },
}
