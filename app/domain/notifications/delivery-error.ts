/** What a failed delivery means: try again, never try again, or nobody can know whether it arrived. */
export type DeliveryOutcome = 'temporary' | 'permanent' | 'unknown'

export class DeliveryError extends Error {
  override readonly name = 'DeliveryError'
  readonly outcome: DeliveryOutcome
  /** The address itself does not exist: never write to it again. */
  readonly isBadAddress: boolean

  constructor(outcome: DeliveryOutcome, message: string, more: { isBadAddress?: boolean; cause?: unknown } = {}) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause })
    this.outcome = outcome
    this.isBadAddress = more.isBadAddress ?? false
  }
}
export const isDeliveryError = (error: unknown): error is DeliveryError => error instanceof Error && error.name === 'DeliveryError'
