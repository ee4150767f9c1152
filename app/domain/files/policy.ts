/** What an upload may weigh, as a member sends it. */
export const MAX_UPLOAD = 8 * 1024 * 1024
/** Where the editor sends its images to; forms with files are named in schema.ts. */
export const UPLOAD_PATH = '/files'
/** Pictures that a form without JavaScript takes beside its text. */
export const PICTURES = [1, 2, 3, 4] as const
/** What file inputs offer; what is taken is decided by content. */
export const IMAGE_TYPES = 'image/jpeg,image/png,image/webp'

/** What a file may belong to. Who may see that may see the file. */
export const fileSubjects = ['post', 'event', 'material'] as const
export type FileSubject = (typeof fileSubjects)[number]

/** What a file beside an event may weigh, and where it is sent to. */
export const MAX_MATERIAL = 16 * 1024 * 1024
export const MATERIAL_TYPES = '.pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,image/jpeg,image/png,image/webp'

export type FileSize = 'full' | 'small'
