/** An unread or waiting number; nothing at 0, 99+ above 99. `label` completes it for readers, as in 「3件の未読」. */
export function Count({ n, label }: { n: number; label: string }) {
  if (n <= 0) return null
  return (
    <span className="count">
      <span aria-hidden="true">{n > 99 ? '99+' : n}</span>
      <span className="sr">{label}</span>
    </span>
  )
}
