import type { Segment } from '~/core/search/snippet.ts'

/** A text with what was looked for marked. */
export const Marked = ({ segments }: { segments: Segment[] }) => (
  // Pieces have no identity but their place.
  <>{segments.map((s, i) => (s.hit ? <mark key={i}>{s.text}</mark> : s.text))}</>
)
