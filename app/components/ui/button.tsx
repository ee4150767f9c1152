import { type ButtonHTMLAttributes, forwardRef, type ReactNode } from 'react'
import { cx } from './cx.ts'
import { Icon, type IconName } from './icon.tsx'
import { Link, type LinkProps } from './link.tsx'

export type ButtonVariant = 'primary' | 'outline' | 'quiet' | 'text' | 'live' | 'danger'
type Look = { variant?: ButtonVariant | undefined; size?: 's' | undefined; block?: boolean | undefined; icon?: IconName | undefined; className?: string | undefined; children: ReactNode }

export const buttonClass = ({ variant = 'quiet', size, block, className }: Pick<Look, 'variant' | 'size' | 'block' | 'className'>): string =>
  cx('btn', `btn-${variant}`, size && `btn-${size}`, block && 'btn-block', className)

/** A button; `type="button"` unless said otherwise. One `primary` a screen. */
export const Button = forwardRef<HTMLButtonElement, Look & ButtonHTMLAttributes<HTMLButtonElement>>(function Button({ variant, size, block, icon, className, children, ...rest }, ref) {
  return (
    <button ref={ref} type="button" className={buttonClass({ variant, size, block, className })} {...rest}>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </button>
  )
})

/** A link that looks like a button. */
export function ButtonLink({ variant, size, block, icon, className, children, ...rest }: Look & LinkProps) {
  return (
    <Link className={buttonClass({ variant, size, block, className })} {...rest}>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </Link>
  )
}

/** A button that shows only an icon; `label` is its name for readers and its tooltip. */
export const IconButton = forwardRef<HTMLButtonElement, { icon: IconName; label: string } & Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'>>(function IconButton({ icon, label, className, ...rest }, ref) {
  return (
    <button ref={ref} type="button" className={cx('iconbtn', className)} aria-label={label} title={label} {...rest}>
      <Icon name={icon} />
    </button>
  )
})
