import type { Random } from './random.ts'
import { emoji, families, feelings, offices, places, subjects, times, units, type Subject } from './words.ts'

type Slot = (r: Random, s: Subject) => string
const number: Slot = (r) => String(1 + r.below(r.chance(0.1) ? 9_999 : 60))

const slots: Record<string, Slot> = {
  s: (_, s) => s.name,
  t: (r, s) => r.pick(s.things),
  d: (r, s) => r.pick(s.doings),
  w: (r, s) => r.pick(s.people),
  p: (r) => r.pick(places),
  o: (r) => r.pick(offices),
  x: (r) => r.pick(times),
  f: (r) => r.pick(feelings),
  u: (r) => r.pick(units),
  n: number,
  m: (r) => `${r.pick(families)[0]}さん`,
  e: (r) => r.pick(emoji),
  y: (r) => `R${1 + r.below(7)}-${String(r.below(100_000)).padStart(5, '0')}`,
  a: (r) => r.pick(subjects).name,
}

/** One a line; a letter in braces is filled in. */
const sentences = `{x}、{p}で{t}の話を聞いて、{f}。
{t}について、皆さんの職場ではどうしていますか。
わたしの場合は、{d}ことから始めました。
{w}に言われて、{d}ようにしたら、ずいぶん楽になりました。
{o}にいたころは、{t}を{n}{u}ほど担当していました。
{t}は、やってみると{n}{u}くらいかかります。
正直なところ、{t}にはまだ{f}。
{m}の書き込みを読んで、{f}。
{p}の{w}に話を聞くと、{t}がいちばん大変だそうです。
大事なのは、{d}ことだと思います。
{t}と{s}は、切り離せないですね。
{x}に{d}ことができず、あとで困りました。
資料の番号は{y}です。
{s}の担当だった{m}なら、くわしいかもしれません。
{t}の予算は前の年の{n}割でした。
うちでは{w}と一緒に、月に{n}回{t}を見直しています。
「{d}」とだけ書いた紙を、机に貼っています。
{t}を始めて{n}か月、ようやく形になってきました。
県外から見ると、{p}の{t}はよくできていると感じます。
在職中は、{t}と{a}を一人で受け持っていました。
失敗談ですが、{t}を後回しにして、{n}日やり直しました。
{p}と{p}では、{t}の進め方がまるで違います。
{w}の一言で、{f}。
次の{t}は、{x}の反省を生かしたいです。
{d}ときに、何か気をつけることはありますか。
{s}のことは、{o}に聞くのがいちばん早いです。
ありがとうございます。{t}、さっそく試してみます。
{t}なら、{n}{u}あれば十分だと思います。
{x}から{p}に通い、{d}毎日です。
同じ経験をした方がいれば、教えてください。
{t}の様式は、{o}のページから取れます。
それは{t}というより、{a}の問題かもしれません。
なるほど、{d}のですね。
賛成です{e}
{p}の{t}、写真で見ました{e}
DXといっても、まずは{d}ところからですよね。
ＤＸ推進の研修で、{t}の例を聞きました。
㈱の方とも話しましたが、{t}は難しいとのことです。
{t}～{t}の流れは、図にすると分かりやすいです。
{t}〜{s}で{n}時間、と見ておけば安心です。
ｶﾀｶﾅの申請書がまだ残っていて、{f}。
旧い書類では「{t}」を「舊來の{s}」と書いていたそうです。
{m}、{n}{u}という数字はどこから来たものですか。
{w}が{p}から来てくれて、{f}。
そうですね。
わかります。
{n}年たっても、{t}のことは忘れません。`.split('\n')

const titles = `{t}、どうしていますか
{p}の{t}について
{s}と仕事の両立
{t}で困ったこと、助かったこと
{d}ときの工夫
{x}の{t}をふり返る
{t}の相談先を教えてください
{p}で{s}に取り組んでいる方
【情報】{t}の説明会({p})
{o}にいた方、{t}を覚えていますか
{t}の勉強会をしませんか
{s}の費用は{n}万円で足りますか
初めての{t}
{m}の話を聞いて：{t}
{t}と{a}のこれから
{w}との付き合い方
{t}のよいやり方({y})
DX推進と{t}`.split('\n')

const fill = (r: Random, s: Subject, sentence: string): string => sentence.replace(/\{(\w)\}/g, (_, k: string) => (slots[k] ?? (() => ''))(r, s))

export const titleOf = (r: Random, s: Subject): string => fill(r, s, r.pick(titles))

/** A post: mostly a few sentences, seldom a long one with paragraphs, a list or an address. */
export function postOf(r: Random, s: Subject): string {
  const one = () => fill(r, s, r.pick(sentences))
  const paragraph = () => Array.from({ length: 1 + r.below(4) }, one).join('')
  const kind = r.next()
  if (kind < 0.03) return r.pick(['はい', '了解です', '👍', '同感です。', '草', 'ok', '＋１'])
  if (kind < 0.75) return paragraph()
  if (kind < 0.95) return `${paragraph()}\n\n${paragraph()}`
  if (kind < 0.97) return `${paragraph()}\n\n${Array.from({ length: 2 + r.below(3) }, () => `・${r.pick(s.things)} <${r.pick(places)}>`).join('\n')}`
  if (kind < 0.98) return `${paragraph()}\nhttps://example.jp/${r.below(100_000)}?a=1&b=2`
  return Array.from({ length: 5 + r.below(12) }, paragraph).join('\n\n')
}
