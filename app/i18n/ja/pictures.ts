/** Pictures in a form that goes without JavaScript. */
export const pictures = {
  add: '画像をつける',
  title: '画像',
  one: '画像{{n}}',
  alt: '画像{{n}}の説明',
  kept: '選んだ画像{{n}}',
  again: 'この画像は届いています。別の画像にするときだけ選んでください。',
  drop: 'この画像は使わない',
  too_much: '一度に送れる画像は、合わせて16MBまでです。届いた画像はそのままです。この画像をもう一度選んでください。',
} as const
