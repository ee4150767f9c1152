import { useState } from 'react'

/** 32 random bytes, base64url: what only the asking browser has. */
export function randomCapability(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** The capability of the question being written; a new one once it was sent. */
export function useCapability(): [capability: string, renew: () => void] {
  const [capability, set] = useState(randomCapability)
  return [capability, () => set(randomCapability())]
}
