/** The mark: two people, one thread. */
export function Mark({ className }: { className?: string | undefined }) {
  return (
    <svg className={className} viewBox="0 0 36 36" aria-hidden="true">
      <circle className="ink-fill" cx="9.5" cy="10" r="3.6" />
      <circle className="ink-fill" cx="26.5" cy="10" r="3.6" />
      <path className="ink" d="M9.5 19.5v11M26.5 19.5v11" strokeWidth="6" strokeLinecap="round" />
      <path className="thread" d="M9.5 19.5c3.5 7.5 13.5 7.5 17 0" strokeWidth="2.6" strokeLinecap="round" />
    </svg>
  )
}

/** The wordmark: the dots of its two i's are tied together. */
export function Wordmark({ className }: { className?: string | undefined }) {
  return (
    <svg className={className} viewBox="0 -3 91 28" role="img" aria-label="Enishi 縁">
      <g className="ink" strokeWidth="3.2" strokeLinecap="round" strokeLinejoin="round">
        <path d="M3.2 16.2H17a6.9 6.9 0 1 0-2 4.7M24.5 9.5V22.6M24.5 16a5.9 5.9 0 0 1 11.8 0v6.6M44 9.5v13.1" />
        <path d="M61 11.4c-1.3-1.5-3-2.1-4.9-2.1-2.9 0-4.5 1.4-4.5 3.2 0 4.6 9.9 2.2 9.9 6.9 0 2-1.8 3.4-4.9 3.4-2.3 0-4.3-.9-5.5-2.5" />
        <path d="M68.5 3.5v19.1M68.5 16a5.9 5.9 0 0 1 11.8 0v6.6M88 9.5v13.1" />
      </g>
      <path className="thread" d="M44 3.8C53-4.5 79-4.5 88 3.8" strokeWidth="2" strokeLinecap="round" />
      <circle className="thread-fill" cx="44" cy="3.5" r="2.5" />
      <circle className="thread-fill" cx="88" cy="3.5" r="2.5" />
    </svg>
  )
}
