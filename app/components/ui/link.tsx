/**
 * Links and forms of the app. On the server they are plain elements: our addresses are absolute, and what Remix's own prepare (where
 * a relative address leads, what to load ahead) only a browser needs. What is not plain is left to Remix there too.
 */
import { Form as RemixForm, type FormProps, Link as RemixLink, type LinkProps } from '@remix-run/react'
import { forwardRef } from 'react'

export type { LinkProps } from '@remix-run/react'

const isPlain = (address: unknown): address is string => typeof address === 'string' && /^\/(?![/\\])/.test(address)

const PlainLink = forwardRef<HTMLAnchorElement, LinkProps>(function PlainLink(props, ref) {
  const { to, prefetch: _p, discover, relative: _r, replace: _h, state: _s, preventScrollReset: _k, viewTransition: _v, reloadDocument, children, ...rest } = props
  if (!isPlain(to) || discover !== undefined || reloadDocument === true) return <RemixLink ref={ref} {...props} />
  return <a {...rest} href={to} data-discover="true">{children}</a>
})

const PlainForm = forwardRef<HTMLFormElement, FormProps>(function PlainForm(props, ref) {
  const { action, method = 'get', navigate: _n, fetcherKey: _f, relative: _r, replace: _h, state: _s, preventScrollReset: _k, viewTransition: _v, reloadDocument, discover, onSubmit: _o, children, ...rest } = props
  if (!isPlain(action) || discover !== undefined || reloadDocument === true) return <RemixForm ref={ref} {...props} />
  return <form method={method.toLowerCase()} action={action} {...rest} data-discover="true">{children}</form>
})

export const Link = import.meta.env.SSR ? PlainLink : RemixLink
export const Form = import.meta.env.SSR ? PlainForm : RemixForm
