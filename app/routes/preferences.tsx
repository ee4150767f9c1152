import type { ActionFunctionArgs } from '@remix-run/node'
import { isTheme, preferenceCookie, themeCookie } from '~/components/layout/theme.ts'
import { type FormValues, readForm } from '~/http/form.server.ts'
import { go } from '~/http/handle.server.ts'
import { isLanguage, languageCookie } from '~/i18n/detect.ts'

/** Remembers the theme (`light`, `dark`, `system`) or the language, and goes back. Anybody may, also without JavaScript. */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const { theme, lng, returnTo } = await readForm(request).catch((): FormValues => ({}))
  const secure = new URL(request.url).protocol === 'https:'
  const headers = new Headers()
  if (isTheme(theme)) headers.append('Set-Cookie', preferenceCookie(themeCookie, theme, secure))
  if (theme === 'system') headers.append('Set-Cookie', preferenceCookie(themeCookie, '', secure))
  if (isLanguage(lng)) headers.append('Set-Cookie', preferenceCookie(languageCookie, lng, secure))
  return go(returnTo, { headers })
}

/** Nothing is shown here; who comes by address goes home. */
export const loader = (): Response => go('/')
