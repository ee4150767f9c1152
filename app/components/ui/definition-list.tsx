import { Fragment, type ReactNode } from 'react'

/** Terms and what belongs to them. */
export function DefinitionList({ items }: { items: { term: string; detail: ReactNode }[] }) {
  return (
    <dl className="dl">
      {items.map(({ term, detail }) => <Fragment key={term}><dt>{term}</dt><dd>{detail}</dd></Fragment>)}
    </dl>
  )
}
