import { Dialog as AriakitDialog, DialogDescription, DialogHeading } from '@ariakit/react/dialog'
import type { ReactNode } from 'react'

type Props = {
  open: boolean
  onClose: () => void
  title: string
  /** The consequence, in words. */
  description?: ReactNode
  children?: ReactNode
  /** Buttons; the safe choice first. */
  actions: ReactNode
}

/** A modal dialog: focus goes in and comes back, Escape and a press outside close it. It loads with the page that imports it. */
export function Dialog({ open, onClose, title, description, children, actions }: Props) {
  return (
    <AriakitDialog open={open} onClose={onClose} backdrop={<div className="dialog-back" />} className="dialog dialog-over" unmountOnHide>
      <DialogHeading className="h-m" render={({ children: text, ...heading }) => <h2 {...heading}>{text}</h2>}>{title}</DialogHeading>
      {description !== undefined && <DialogDescription render={<p />}>{description}</DialogDescription>}
      {children}
      <div className="acts">{actions}</div>
    </AriakitDialog>
  )
}
