/** What an upload may weigh, as a member sends it. */
export const MAX_UPLOAD = 8 * 1024 * 1024
/** Where files are sent to; the one address that takes more than a form. */
export const UPLOAD_PATH = '/files'
/** What file inputs offer; what is taken is decided by content. */
export const IMAGE_TYPES = 'image/jpeg,image/png,image/webp'

/** What a file may belong to. Who may see that may see the file. */
export const fileSubjects = ['post', 'event'] as const
export type FileSubject = (typeof fileSubjects)[number]

export type FileSize = 'full' | 'small'
