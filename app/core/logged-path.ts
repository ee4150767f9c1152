/** Addresses whose second part is a secret. */
const secretPart = /^(\/(?:unsubscribe|invite|calendar|feeds|certificates|share|j|files))\/[^/]+/

/** The path without its query and without secrets: what may stand in a log for a year. */
export const loggedPath = (url: string): string => (url.split('?', 1)[0] ?? '').slice(0, 500).replace(secretPart, '$1/…')
