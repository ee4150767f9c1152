import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AttentionFacts, higher, inherited, isCounted, isTold, isTracked, type Level, levelBefore, levelOf, levels, offered, type Reason } from './policy.ts'

const level = fc.constantFrom(...levels)
const maybe = fc.option(level)
const onTopic = fc.option(fc.constantFrom(...offered.topic))
const facts: fc.Arbitrary<AttentionFacts> = fc.record({ topic: onTopic, tag: maybe, event: maybe, board: maybe, wrote: fc.boolean(), hasRead: fc.boolean() })

test('who is told of what, level by level', () => {
  const told = (reason: Reason) => levels.filter((l) => isTold(l, reason))
  expect(told('mention')).toEqual(['muted', 'normal', 'watching_first', 'tracking', 'watching'])
  expect(told('reply_to_me')).toEqual(['normal', 'watching_first', 'tracking', 'watching'])
  expect(told('reply')).toEqual(['watching'])
  expect(told('new_topic')).toEqual(['watching_first', 'watching'])
  expect(levels.filter(isCounted)).toEqual(['normal', 'watching_first', 'tracking', 'watching'])
  expect(levels.filter(isTracked)).toEqual(['tracking', 'watching'])
})

test('a choice for the topic beats everything, whatever was done in it and chosen around it', () => {
  fc.assert(fc.property(facts, fc.constantFrom(...offered.topic), (f, topic) => { expect(levelOf({ ...f, topic })).toBe(topic) }))
})

test('the most specific choice wins: tag, then event, then board', () => {
  fc.assert(fc.property(facts, (f) => {
    const still = { ...f, topic: null, wrote: false, hasRead: false }
    expect(levelOf(still)).toBe(f.tag ?? f.event ?? f.board ?? 'normal')
    expect(inherited(f)).toBe(levelOf(still))
  }))
})

test('what one does only ever raises a level, never out of silence by reading, and never against one’s own word for the topic', () => {
  fc.assert(fc.property(facts, (f) => {
    const before = levelOf({ ...f, wrote: false, hasRead: false })
    const read = levelOf({ ...f, wrote: false, hasRead: true })
    const wrote = levelOf({ ...f, wrote: true })
    expect(higher(before, read)).toBe(read)
    expect(higher(read, wrote)).toBe(wrote)
    if (before === 'muted') expect(read).toBe('muted')
    if (f.topic === null) expect(wrote).toBe('watching')
  }))
})

test('an undo is a choice that a topic can have, holds from then on, and tells no more than before', () => {
  const reasons: Reason[] = ['mention', 'reply_to_me', 'reply']
  fc.assert(fc.property(facts, (f) => {
    const undone = levelBefore(f)
    const kept: Level = levelOf({ ...f, topic: undone })
    expect([offered.topic.includes(undone), kept]).toEqual([true, undone])
    const before = inherited(f)
    for (const reason of reasons) expect(isTold(undone, reason)).toBe(isTold(before, reason))
  }))
})
