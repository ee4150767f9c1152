/** What processes tell one another and nobody keeps: how many are in a room, what they applauded. */
import { placeKey } from '../../app/core/place-key.server.ts'
import { askingRedis, hearingRedis } from '../redis.ts'
import type { Channel } from './doorbell.ts'
import type { SocketPorts } from './types.ts'

const FIRST_RETRY_MS = 500
const LAST_RETRY_MS = 30_000

export type WhisperChannel = Extract<Channel, 'enishi_people' | 'enishi_applause'>
export type Whispers = {
  /** To all processes of this place, this one too. */
  say(channel: WhisperChannel, messages: string[]): Promise<void>
  close(): void
}

/**
 * Over Redis where there is one, else over the database's line, which steps in while Redis is away; that line everybody hears
 * anyhow. `heard` gets what came over Redis.
 */
export function openWhispers({ env, databaseUrl, db, log }: SocketPorts, heard: (channel: WhisperChannel, message: string) => void): Whispers {
  const notify = async (channel: WhisperChannel, messages: string[]): Promise<void> => {
    await db.$executeRaw`select pg_notify(${channel}, m) from unnest(${messages}::text[]) m`
  }
  const url = env.REDIS_URL
  if (url === undefined) return { say: notify, close() {} }

  const [speaking, hearing] = [askingRedis(url, log, 'whispers'), hearingRedis(url, log, 'whispers')]
  let prefix: string | undefined
  let isClosed = false
  let retry: NodeJS.Timeout | undefined
  // Without a name of its own the place would hear others; until it has one, the database's line carries what is said.
  const begin = async (wait: number): Promise<void> => {
    try {
      const key = await placeKey(databaseUrl)
      if (isClosed) return
      await hearing.subscribe(`${key}/enishi_people`, `${key}/enishi_applause`)
      prefix = `${key}/`
    } catch (error) {
      if (isClosed) return
      log.warn({ err: error }, 'whispers go over the database for now')
      retry = setTimeout(() => void begin(Math.min(LAST_RETRY_MS, wait * 2)), wait)
    }
  }
  hearing.on('message', (name: string, message: string) => heard(name.slice(name.indexOf('/') + 1) as WhisperChannel, message))
  void begin(FIRST_RETRY_MS)

  return {
    async say(channel, messages) {
      if (prefix === undefined || speaking.status !== 'ready') return notify(channel, messages)
      const name = prefix + channel
      // With no ears at all, not even this process has come back to Redis yet.
      const ears = await Promise.all(messages.map((message) => speaking.publish(name, message).catch(() => 0)))
      const unheard = messages.filter((_, i) => ears[i] === 0)
      if (unheard.length > 0) await notify(channel, unheard)
    },
    close() {
      isClosed = true
      clearTimeout(retry)
      speaking.disconnect()
      hearing.disconnect()
    },
  }
}
