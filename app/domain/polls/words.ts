/** Words of an answer, for a cloud: what a reader would underline, not particles and endings. */

/** What says little by itself, and what splitting leaves of verbs. Single hiragana never count. */
const stop = new Set(
  `こと もの ため よう から まで より ので のに けど けれど でも など また その この あの どの これ それ あれ どれ ここ そこ ない なる れる られる せる させる たい たら なら です ます でした ました いる いた ある あった する した
  して いま いう って とか だけ ほど くらい ぐらい ばかり しか さえ すら ずつ ながら として について による によって における さん ください とても もっと いろいろ だっ なっ 思い 思う 思っ 知 言 という 的 等 方 何 the a an of to in on and or is are be for with it i`.split(/\s+/),
)
const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })
/** Parts of one compound: 小｜水力｜発電. */
const compound = /^[\p{sc=Han}\p{sc=Katakana}ー々0-9]+$/u
const oneHiragana = /^\p{sc=Hiragana}$/u
const LONGEST = 30

/** Where one entry ends and the next begins. */
const between = /[\s、。，．,.;:：；・/／|!！?？"'「」『』()（）【】〜~]+/u
/** An entry that is one word as it stands, where splitting would make pieces of it: まち, ふるさと. */
const plain = /^\p{sc=Hiragana}{2,6}$/u

/** The words of a text in their order, each once, at most `most`; letters of one width. */
export function wordsOf(text: string, most: number): string[] {
  const words = new Map<string, string>()
  const add = (word: string) => {
    const key = word.toLowerCase()
    if (word !== '' && !stop.has(key) && !oneHiragana.test(word) && !/^\d+$/.test(word) && [...word].length <= LONGEST && !words.has(key)) words.set(key, word)
  }
  for (const entry of text.normalize('NFKC').split(between)) for (const word of plain.test(entry) ? [entry] : partsOf(entry)) add(word)
  return [...words.values()].slice(0, most)
}

function partsOf(entry: string): string[] {
  const parts: string[] = []
  let isCompound = false
  for (const { segment, isWordLike } of segmenter.segment(entry)) {
    const isPart = isWordLike === true && compound.test(segment)
    if (isPart && isCompound) parts.push((parts.pop() ?? '') + segment)
    else if (isWordLike) parts.push(segment)
    isCompound = isPart
  }
  return parts
}
