import type { ActionFunctionArgs } from '@remix-run/node'
import { logout } from '~/domain/accounts/index.server.ts'
import { go } from '~/http/handle.server.ts'

/** Ends this session. Nothing is read from the form, so that signing out never fails for what was sent. */
export async function action({ context }: ActionFunctionArgs): Promise<Response> {
  context.setCookie(await logout(context.ctx))
  return go('/')
}

/** Signing out changes something, so an address alone does not do it. */
export const loader = (): Response => go('/')
