import { createContext, type ReactNode, useContext } from 'react'
import type { RoomState } from '~/domain/live/fold.ts'
import { useT } from '~/i18n/index.tsx'
import { useViewer } from '../layout/root-data.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { CommandForm } from './command-form.tsx'
import type { OnAnswer } from './host-room.tsx'

const InHand = createContext(true)

/** Whether whoever looks at the console runs the room: every host until it is handed over, then one alone. */
export const useInHand = (): boolean => useContext(InHand)

/** What only the one who runs the room is shown. */
export const IfInHand = ({ children }: { children: ReactNode }) => (useInHand() ? children : null)

/** Around the console. */
export function InHandProvider({ lead, children }: Pick<RoomState, 'lead'> & { children: ReactNode }) {
  const viewer = useViewer()
  return <InHand.Provider value={lead === null || (viewer.kind !== 'guest' && lead.id === viewer.id)}>{children}</InHand.Provider>
}

/** To the other hosts: who runs the room, and taking it. */
export function RunByAnother({ eventId, lead, onAnswer }: Pick<RoomState, 'lead'> & { eventId: string; onAnswer: OnAnswer }) {
  const t = useT()
  const isMine = useInHand()
  return (
    <div role="status">
      {!isMine && lead !== null && (
        <div className="host-note"><Banner icon="hand">
          <div className="row row-between">
            <p lang="ja">{t('live.in_hand_of', { name: lead.name })}</p>
            <CommandForm command="live:take-over" intent="take-over" input={{ eventId }} onAnswer={onAnswer}>
              <Button type="submit" variant="outline" size="s" icon="hand">{t('live.take_over')}</Button>
            </CommandForm>
          </div>
        </Banner></div>
      )}
    </div>
  )
}
