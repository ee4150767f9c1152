/** Where this browser notes who reads in it. */
export const READER = 'enishi:reader'

/** Whose drafts the offline page may show: of whoever was signed in last, of nobody after signing out. */
export function rememberReader(memberId: string): void {
  try {
    if (memberId === '') localStorage.removeItem(READER)
    else localStorage.setItem(READER, memberId)
  } catch {
    // A browser that keeps nothing has no drafts either.
  }
}
