import { MAX_UPLOAD, UPLOAD_PATH } from '~/domain/files/policy.ts'

export type SentImage = { id: string; width: number; height: number }
type Answer = { image: SentImage } | { error: string }

const errorOf = (answer: unknown): string => {
  const errors = typeof answer === 'object' && answer !== null && 'errors' in answer ? (answer.errors as Record<string, string>) : {}
  return errors['image'] ?? errors['form'] ?? 'errors.unavailable'
}

/** Sends an image and tells how far it is (0 to 1). Answers with the key of a text when it was not taken; never throws. */
export function sendImage(file: File, commandId: string, onProgress: (part: number) => void, signal: AbortSignal): Promise<Answer> {
  if (file.size > MAX_UPLOAD) return Promise.resolve({ error: 'files.too_large' })
  return new Promise((resolve) => {
    // fetch tells nothing of what has been sent.
    const request = new XMLHttpRequest()
    const form = new FormData()
    form.set('commandId', commandId)
    form.set('image', file)
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0))
    for (const trouble of ['error', 'abort']) request.addEventListener(trouble, () => resolve({ error: 'errors.unavailable' }))
    request.addEventListener('load', () => {
      if (request.status === 413) return resolve({ error: 'files.too_large' })
      try {
        const answer: unknown = JSON.parse(request.responseText)
        resolve(request.status === 200 ? { image: answer as SentImage } : { error: errorOf(answer) })
      } catch {
        // A page instead of an answer: signed out meanwhile.
        resolve({ error: 'errors.unauthenticated' })
      }
    })
    request.open('POST', UPLOAD_PATH)
    signal.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}
