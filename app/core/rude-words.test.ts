import { expect, test } from 'vitest'
import { hasRudeWords } from './rude-words.ts'

test.each(['死ね', '死 ね！', 'バカ野郎', 'ﾊﾞｶじゃないの', 'お前はアホか', 'This is shit', 'FUCK off', 'クソったれ'])('%s waits for a host', (text) => expect(hasRudeWords(text)).toBe(true))

test.each(['働きもいいですか', 'バカンスはいつ', '現場からの声', '死ねば終わりと言われた森の話', 'アホウドリの保護', 'サブスクの費用', 'ロマンコメディ', 'Scunthorpe', 'this hit', 'クズネッツ曲線'])('%s is nothing', (text) => expect(hasRudeWords(text)).toBe(false))
