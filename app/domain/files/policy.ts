/** What an upload may weigh, as a member sends it. */
export const MAX_UPLOAD = 8 * 1024 * 1024
/** Where files are sent to; what else takes more than a form is named below. */
export const UPLOAD_PATH = '/files'
/** The page of a reply with an image takes one too. */
export const isReplyImagePath = (path: string): boolean => /^\/topics\/[0-9a-f-]{36}\/image$/.test(path)
/** What file inputs offer; what is taken is decided by content. */
export const IMAGE_TYPES = 'image/jpeg,image/png,image/webp'

/** What a file may belong to. Who may see that may see the file. */
export const fileSubjects = ['post', 'event', 'material'] as const
export type FileSubject = (typeof fileSubjects)[number]

/** What a file beside an event may weigh, and where it is sent to. */
export const MAX_MATERIAL = 16 * 1024 * 1024
export const isMaterialPath = (path: string): boolean => /^\/events\/[0-9a-f-]{36}\/materials$/.test(path)
export const MATERIAL_TYPES = '.pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,image/jpeg,image/png,image/webp'

export type FileSize = 'full' | 'small'
