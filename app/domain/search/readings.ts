/** Words of this place by how they are read, for when somebody's kana was not converted or their keyboard was still in Latin letters. */
const readings = `いくじ 育児|いくきゅう 育休|いくじきゅうぎょう 育児休業|かいご 介護|ふくしょく 復職|さいよう 採用|かむばっく カムバック|ぼうさい 防災|のうぎょう 農業|かんこう 観光|すいさん 水産|どぼく 土木|けんちく 建築|いじゅう 移住|ほいくえん 保育園|ざいたく 在宅|てんしょく 転職|どくりつ 独立|しかく 資格|めんせつ 面接|せいど 制度|きゅうよ 給与|たいしょく 退職|けんこう 健康|ぎかい 議会|よさん 予算|すいどう 水道|どうろ 道路|はし 橋|てんけん 点検|ちくでんち 蓄電池|せみなー セミナー|めんたー メンター|こうりゅうかい 交流会|あるむない アルムナイ|にほんしゅ 日本酒|せんだい 仙台|みやぎ 宮城|いしのまき 石巻|けせんぬま 気仙沼|まつしま 松島|とうほく 東北|かいがい 海外|まなびなおし 学び直し|ほけんし 保健師|じゅういし 獣医師|ちいきおこし 地域おこし|あきや 空き家|きょうどう 協働|ふくぎょう 副業`
const words = new Map(readings.split('|').map((r) => r.split(' ') as [string, string]))

/** Latin letters of one kana, longest first. */
const syllables = new Map(('kya きゃ kyu きゅ kyo きょ sha しゃ shu しゅ sho しょ cha ちゃ chu ちゅ cho ちょ nya にゃ nyu にゅ nyo にょ hya ひゃ hyu ひゅ hyo ひょ mya みゃ myu みゅ myo みょ rya りゃ ryu りゅ ryo りょ gya ぎゃ gyu ぎゅ gyo ぎょ ja じゃ ju じゅ jo じょ bya びゃ byu びゅ byo びょ pya ぴゃ pyu ぴゅ pyo ぴょ ' +
  'shi し chi ち tsu つ ka か ki き ku く ke け ko こ sa さ si し su す se せ so そ ta た ti ち tu つ te て to と na な ni に nu ぬ ne ね no の ha は hi ひ hu ふ fu ふ he へ ho ほ ma ま mi み mu む me め mo も ya や yu ゆ yo よ ra ら ri り ru る re れ ro ろ wa わ wo を nn ん ' +
  'ga が gi ぎ gu ぐ ge げ go ご za ざ ji じ zi じ zu ず ze ぜ zo ぞ da だ di ぢ du づ de で do ど ba ば bi び bu ぶ be べ bo ぼ pa ぱ pi ぴ pu ぷ pe ぺ po ぽ a あ i い u う e え o お n ん - ー').trim().split(' ').reduce<[string, string][]>((all, part, i, parts) => (i % 2 === 0 ? [...all, [part, parts[i + 1] ?? '']] : all), []))

/** Latin letters as the kana they would have become, or null when they are no Japanese. */
export function kanaOf(latin: string): string | null {
  let kana = ''
  for (let at = 0; at < latin.length;) {
    if (/^([bcdfghjkmpqrstvwxyz])\1/.test(latin.slice(at))) {
      kana += 'っ'
      at++
      continue
    }
    const part = [3, 2, 1].map((n) => latin.slice(at, at + n)).find((p) => syllables.has(p))
    if (part === undefined) return null
    kana += syllables.get(part)
    at += part.length
  }
  return kana
}

/** What a folded word may have been meant to be: its kana converted, or its Latin letters as kana. */
export function meant(folded: string): string[] {
  const kana = /^[a-z-]{2,}$/.test(folded.replaceAll('ー', '-')) ? kanaOf(folded.replaceAll('ー', '-')) : /^[ぁ-ゖー]+$/.test(folded) ? folded : null
  if (kana === null) return []
  const word = words.get(kana)
  return [...(word === undefined ? [] : [word]), ...(kana === folded ? [] : [kana])]
}
