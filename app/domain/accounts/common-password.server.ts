/**
 * Passwords that are long enough and still the first ones anybody tries: a word everybody knows with numbers and signs
 * around it, the same thing twice, a row of keys. Offline and small; no rule about kinds of characters.
 */
const everyday =
  'password passwort passw0rd pass word secret admin administrator root user guest login welcome letmein master default change changeme test testing sample demo hello iloveyou love dragon monkey football baseball soccer superman batman princess sunshine shadow michael jordan computer internet samsung apple google amazon microsoft windows summer winter spring autumn january february march april june july august september october november december monday sunday japan nippon nihon tokyo sendai miyagi tohoku kencho kenchou prefecture alumni enishi himitsu arigato konnichiwa sakura pokemon doraemon naruto'
const keyRows = 'qwertyuiop asdfghjkl zxcvbnm qazwsxedc qwerty asdf zxcv 1qaz2wsx abcdefghijklmnopqrstuvwxyz'
const prefectures =
  'hokkaido aomori iwate miyagi akita yamagata fukushima ibaraki tochigi gunma saitama chiba tokyo kanagawa niigata toyama ishikawa fukui yamanashi nagano gifu shizuoka aichi mie shiga kyoto osaka hyogo nara wakayama tottori shimane okayama hiroshima yamaguchi tokushima kagawa ehime kochi fukuoka saga nagasaki kumamoto oita miyazaki kagoshima okinawa'
const prefecturesKanji =
  '北海道 青森 岩手 宮城 秋田 山形 福島 茨城 栃木 群馬 埼玉 千葉 東京 神奈川 新潟 富山 石川 福井 山梨 長野 岐阜 静岡 愛知 三重 滋賀 京都 大阪 兵庫 奈良 和歌山 鳥取 島根 岡山 広島 山口 徳島 香川 愛媛 高知 福岡 佐賀 長崎 熊本 大分 宮崎 鹿児島 沖縄 県庁 県 府 都 市 仙台 東北 日本 アルムナイ ぱすわーど パスワード ひみつ みやぎ せんだい'

/** 4 and @ read as a, 0 as o…: spellings everybody thinks of. */
const leet: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '@': 'a', '5': 's', $: 's', '7': 't' }
const fold = (s: string): string => s.normalize('NFKC').toLowerCase()
const unleet = (s: string): string => s.replace(/[0134@5$7]/g, (c) => leet[c] ?? c)

const words = [...new Set(`${everyday} ${keyRows} ${prefectures} ${prefecturesKanji}`.split(' '))]

/** What is left of a password when known words, numbers and signs are taken out of it. */
function rest(password: string, known: readonly string[]): string {
  let left = password
  for (const word of known) left = left.replaceAll(word, ' ')
  return left.replace(/[\p{N}\p{P}\p{S}\s]/gu, '')
}

/**
 * Whether a password is one of the first to be tried. `about` are words that belong to the person or the place (name,
 * address, organisation). At least four letters must be the person's own, and at least five different characters be used.
 */
export function isCommonPassword(password: string, about: readonly string[] = []): boolean {
  const folded = fold(password)
  if (new Set(folded).size < 5) return true
  if (/^(.{1,6})\1+$/u.test(folded)) return true
  if ('01234567890123456789 98765432109876543210'.includes(folded)) return true
  const own = about.flatMap((w) => fold(w).split(/[^\p{L}\p{N}]+/u)).filter((w) => [...w].length >= 2)
  const known = [...own, ...words].toSorted((a, b) => b.length - a.length)
  const isAllDigits = /^\p{N}+$/u.test(folded)
  if (isAllDigits) return new Set(folded).size < 7
  return [folded, unleet(folded)].some((form) => [...rest(form, known)].length < 4)
}
