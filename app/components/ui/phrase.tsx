import { Fragment } from 'react'

/** A fixed heading with the places where a line may break, written as `|`: 「離れても、|縁はつづく。」 */
export function Phrase({ children }: { children: string }) {
  return children.split('|').map((part, i) => <Fragment key={i}>{i > 0 && <wbr />}{part}</Fragment>)
}
