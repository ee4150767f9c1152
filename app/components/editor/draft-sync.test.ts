import { expect, test } from 'vitest'
import type { Draft } from './draft.ts'
import { meet, type ServerDraft } from './draft-sync.ts'

const at = '2025-11-20T01:00:00.000Z'
const local = (text: string, base: number, isSaved: boolean): Draft => ({ text, at, base, isSaved })
const server = (text: string, version: number): ServerDraft => ({ text, version, doc: {}, at })

test.each([
  ['nothing anywhere', null, null, '', 'nothing'],
  ['begun on another device', null, server('スマホで', 3), '', 'take'],
  ['kept here without a line', local('電車で', 0, false), null, '電車で', 'keep'],
  ['sent on another device', local('送った', 2, true), null, '送った', 'forget'],
  ['written on here after the last save', local('つづき', 2, false), server('はじめ', 2), 'つづき', 'keep'],
  ['written on there, untouched here', local('はじめ', 2, true), server('つづき', 3), 'はじめ', 'take'],
  ['written on in both', local('こちら', 2, false), server('あちら', 3), 'こちら', 'ask'],
  ['something in the box, something else there', null, server('書きかけ', 1), '投稿の文章', 'ask'],
  ['the same on both', null, server('同じ', 4), '同じ', 'keep'],
] as const)('%s', (_, here, there, inBox, expected) => {
  expect(meet(here, there, inBox).do).toBe(expected)
})
