/** The server is killed three times while a room is at work: what was acknowledged is there, once, and everybody has what SQL has. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDb, type Db } from '../../../app/core/db.server.ts'
import { newId } from '../../../app/core/ids.ts'
import { foldMine, foldRoom, type Mine, type RoomState } from '../../../app/domain/live/fold.ts'
import { publicStatuses } from '../../../app/domain/live/policy.ts'
import { createLine, type Line } from '../../../app/realtime/line.ts'
import { createOutbox, type Outbox } from '../../../app/realtime/outbox.ts'
import { openRoom, type Room } from '../../../app/realtime/room.ts'
import type { LiveSocket } from '../../../app/realtime/types.ts'
import { bootServer, type Server, session, until } from '../harness/index.ts'
import { randomOf } from '../live/random.ts'

const KILLS = 3
const BACK_WITHIN_MS = 30_000
const LINES_EACH = 3
const emails = ['alumni', 'attendee', 'mentor', 'moderator', 'dept', 'hr2'].map((name) => `${name}@example.com`)
const seed = Number(process.env['FAULT_SEED'] ?? 1_120)

type Player = { memberId: string; line: Line; outbox: Outbox; room: Room<RoomState, Mine> }
let server: Server
let db: Db
let eventId: string
const players: Player[] = []
/** How often each command went out. */
const sent = new Map<string, number>()

beforeAll(async () => {
  server = await bootServer()
  db = createDb(server.databaseUrl!, 2, () => undefined)
  eventId = (await db.room.findFirstOrThrow({ where: { status: 'open' }, select: { eventId: true } })).eventId
  await db.room.update({ where: { eventId }, data: { isModerated: false } })
  for (const email of emails) {
    const me = await session(server.url, email)
    const { id } = await db.member.findUniqueOrThrow({ where: { email }, select: { id: true } })
    for (let i = 0; i < LINES_EACH; i++) {
      const socket = me.socket() as LiveSocket
      socket.onAnyOutgoing((name: string, input: { commandId?: string }) => { if (input.commandId) sent.set(input.commandId, (sent.get(input.commandId) ?? 0) + 1) })
      const line = createLine(socket, id)
      players.push({ memberId: id, line, outbox: createOutbox(line, undefined, async () => 500, newId), room: openRoom<RoomState, Mine, never, never>({ line, room: { kind: 'event', id: eventId }, fold: foldRoom, foldMine }) })
    }
  }
  await Promise.all(players.map((p) => p.room.joined()))
})
afterAll(async () => {
  for (const { line } of players) line.close()
  await db?.$disconnect()
  await server.remove()
})

test(`nothing acknowledged is lost over ${KILLS} crashes (seed ${seed})`, async () => {
  const random = randomOf(seed)
  const asked = new Set<string>()
  /** The last word of each member on each question that the server has acknowledged, in the order of acknowledgement. */
  const wanted = new Map<string, boolean>()
  const pending: Promise<unknown>[] = []
  // One line of each member votes, so that there is an order in what a member says; all lines watch.
  const voters = players.filter((_, i) => i % LINES_EACH === 0)

  function act(): void {
    const player = random.pick(voters)
    if (random.below(12) === 0) {
      const text = `落ちても消えない質問 ${asked.size + pending.length}`
      pending.push(player.outbox.send('live:ask', { eventId, text }).then((answer) => { if (answer.ok) asked.add(text) }))
      return
    }
    const questionId = random.pick(player.room.get().state.questions).id
    const isOn = random.below(3) > 0
    pending.push(player.outbox.send('live:vote', { questionId, isOn }, { key: `vote:${questionId}` }).then((answer) => {
      if (answer.ok) wanted.set(`${player.memberId} ${questionId}`, answer.value.isOn)
    }))
  }
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

  for (let kill = 0; kill < KILLS; kill++) {
    const work = (async () => { for (let i = 0; i < 60; i++) { act(); await pause(random.below(20)) } })()
    await pause(200 + random.below(600))
    await server.kill('SIGKILL')
    await work
    await server.restart()
    const restarted = performance.now()
    await until('everybody to be back', () => players.every((p) => p.room.get().status === 'live'), BACK_WITHIN_MS)
    expect(performance.now() - restarted).toBeLessThan(BACK_WITHIN_MS)
  }
  await Promise.all(pending)
  await until('the votes to be counted', async () => (await db.question.count({ where: { eventId, isVoteDirty: true } })) === 0)

  const rows = await db.question.findMany({ where: { eventId, status: { in: [...publicStatuses] } }, select: { id: true, text: true, voteCount: true, votes: { select: { memberId: true } } } })
  for (const text of asked) expect(rows.filter((r) => r.text === text)).toHaveLength(1)
  expect(rows.filter((r) => r.text.startsWith('落ちても')).length).toBe(asked.size)
  for (const [key, isOn] of wanted) {
    const [memberId, questionId] = key.split(' ')
    expect(rows.find((r) => r.id === questionId)?.votes.some((v) => v.memberId === memberId)).toBe(isOn)
  }
  expect(rows.filter((r) => r.voteCount !== r.votes.length)).toEqual([])

  const counts = Object.fromEntries(rows.map((r) => [r.id, r.voteCount]))
  for (const { room } of players) {
    await until('everybody to have what SQL has', () => JSON.stringify(Object.fromEntries(room.get().state.questions.map((q) => [q.id, q.votes]).sort())) === JSON.stringify(Object.fromEntries(Object.entries(counts).sort())))
  }
  // The crashes did hit: some answers were lost and their commands went out again.
  expect([...sent.values()].filter((n) => n > 1).length).toBeGreaterThan(0)
  expect(asked.size).toBeGreaterThan(3)
  expect(wanted.size).toBeGreaterThan(20)
}, 180_000)
