import { createContext, useContext } from 'react'

/** How this document was delivered. In the browser there is no nonce to read, and the chunk's address stands in the document. */
export type Delivery = {
  /** The nonce of this response's content security policy. */
  nonce: string | undefined
  /** Address of the built texts of the document's language, fetched early; undefined in development. */
  languageChunk: string | undefined
}

export const languageChunkId = 'language-chunk'
export const DeliveryContext = createContext<Delivery>({ nonce: undefined, languageChunk: undefined })
export const useDelivery = (): Delivery => useContext(DeliveryContext)
