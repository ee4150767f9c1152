import { readCookie } from '~/i18n/detect.ts'

export type Theme = 'light' | 'dark'
export const themeCookie = 'theme'
export const isTheme = (value: unknown): value is Theme => value === 'light' || value === 'dark'

/** The chosen theme, or null: then the device decides. */
export function detectTheme(cookie: string | null | undefined): Theme | null {
  const chosen = readCookie(cookie, themeCookie)
  return isTheme(chosen) ? chosen : null
}

/** A cookie for a preference: a year, readable by the page, nothing secret. An empty value takes it back. */
export const preferenceCookie = (name: string, value: string, secure: boolean): string =>
  `${name}=${value}; Path=/; Max-Age=${value === '' ? 0 : 31_536_000}; SameSite=Lax${secure ? '; Secure' : ''}`
