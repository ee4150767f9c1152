/** People of different places and colours, held together by one thread. Decoration. */
const people = [
  { x: 96, y: 372, r: 34, size: 27, tone: 1, sign: '浜' },
  { x: 168, y: 190, r: 30, size: 24, tone: 6, sign: '髙' },
  { x: 258, y: 118, r: 28, size: 24, tone: 3, sign: 'グ' },
  { x: 448, y: 210, r: 32, size: 26, tone: 5, sign: '蔵' },
  { x: 414, y: 138, r: 26, size: 24, tone: 4, sign: '名' },
  { x: 500, y: 232, r: 26, size: 24, tone: 7, sign: '𠮷' },
  { x: 390, y: 356, r: 30, size: 24, tone: 0, sign: '県' },
] as const

export function HeroArt() {
  return (
    <svg className="hero-art" viewBox="50 60 490 360" aria-hidden="true" lang="ja">
      <path className="thread" strokeWidth="3" strokeLinecap="round" d="M96 372C40 300 70 190 168 190s96 118 30 118-64-150 60-190 214 10 190 92-130 78-150 24 40-110 116-96" />
      <path className="thread faint" strokeWidth="2" strokeLinecap="round" d="M414 138c40 8 70 40 84 92M448 210c10 60-10 110-58 146" />
      {people.map(({ x, y, r, size, tone, sign }) => (
        <g key={sign}>
          <circle className={`node n${tone}`} cx={x} cy={y} r={r} />
          <text className={`nt nt${tone}`} x={x} y={y} textAnchor="middle" dominantBaseline="central" fontSize={size}>{sign}</text>
        </g>
      ))}
    </svg>
  )
}

/** The hills behind. */
export function HeroLand() {
  return (
    <svg className="hero-land" viewBox="0 0 1280 200" preserveAspectRatio="none" aria-hidden="true">
      <path className="hill h1" d="M0 168c170-34 320-26 470-8s300 0 440-64 250-76 370-44v148H0z" />
      <path className="hill h2" d="M0 186c220-34 380-6 560-6s360-62 720-34v54H0z" />
    </svg>
  )
}
