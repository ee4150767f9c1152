/**
 * The start cannot go on, and a person can do something about it.
 * `message` is one complete sentence in Japanese followed by the same in English; show it without a stack trace.
 */
export class StartError extends Error {
  override readonly name = 'StartError'
  constructor(japanese: string, english: string, options?: ErrorOptions) {
    super(`${japanese} / ${english}`, options)
  }
}
