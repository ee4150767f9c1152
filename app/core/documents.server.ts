import { invalid } from './errors.ts'

/** Documents that are taken, by content: media type and the ending their names get. */
const taken: Record<string, string> = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
}
const images = new Set(['image/jpeg', 'image/png', 'image/webp'])
/** Names inside an office file that run something, as its directory spells them. */
const runs = ['vbaProject.bin', 'vbaData.xml', '/activeX/', 'Basic/Standard/', 'Scripts/python/']
/** What in a PDF runs something when it is opened. */
const acts = ['/JavaScript', '/Launch', '/EmbeddedFile']

export type DocumentKind = { kind: 'image' } | { kind: 'document'; mediaType: string; ending: string }

/**
 * What a file is by what it holds, whatever it is called. Throws `invalid` (field `file`) for what is not taken: another type, or one that
 * carries macros or scripts. Nothing is unpacked or run.
 */
export async function documentKind(bytes: Uint8Array): Promise<DocumentKind> {
  const { fileTypeFromBuffer } = await import('file-type')
  const mediaType = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime ?? ''
  if (images.has(mediaType)) return { kind: 'image' }
  const ending = Object.hasOwn(taken, mediaType) ? taken[mediaType] : undefined
  if (ending === undefined) throw invalid({ file: mediaType.includes('macroenabled') ? 'materials.runs' : 'materials.type' })
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if ((ending === 'pdf' ? acts : runs).some((name) => content.includes(name, 0, 'latin1'))) throw invalid({ file: 'materials.runs' })
  // A PDF begins with its sign and ends with its mark: something else in front or a cut end is not one to us.
  if (ending === 'pdf' && (content.indexOf('%PDF-', 0, 'latin1') !== 0 || !content.subarray(-2_048).includes('%%EOF', 0, 'latin1'))) throw invalid({ file: 'materials.unreadable' })
  return { kind: 'document', mediaType, ending }
}
