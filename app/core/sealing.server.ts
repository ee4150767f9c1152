/**
 * Sealed boxes and locked keys, by libsodium. The library is loaded by the first that seals or opens: a process that does neither carries
 * none of it.
 */
import type Sodium from 'libsodium-wrappers'

let loading: Promise<typeof Sodium> | undefined
/** The library, ready. Loading takes about a tenth of a second: ask before a transaction begins. */
export const loadSealing = (): Promise<typeof Sodium> => (loading ??= load())

async function load(): Promise<typeof Sodium> {
  const { default: sodium } = await import('libsodium-wrappers')
  await sodium.ready
  return sodium
}

/** Makes a key from a passphrase and a salt; `ctx.passwords.derive` is one. */
export type Derive = (passphrase: string, salt: Uint8Array) => Promise<Uint8Array>

/** A pair for sealed boxes (X25519), its private key locked under a passphrase. */
export async function makeKey(derive: Derive, passphrase: string): Promise<{ publicKey: Uint8Array<ArrayBuffer>; locked: string }> {
  const sodium = await loadSealing()
  const { publicKey, privateKey } = sodium.crypto_box_keypair()
  try {
    return { publicKey: new Uint8Array(publicKey), locked: await lockKey(derive, passphrase, privateKey) }
  } finally {
    sodium.memzero(privateKey)
  }
}

/** `1.<salt>.<nonce>.<box>`: the first part names the way the passphrase becomes a key. */
export async function lockKey(derive: Derive, passphrase: string, privateKey: Uint8Array): Promise<string> {
  const sodium = await loadSealing()
  const salt = sodium.randombytes_buf(16)
  const nonce = sodium.randombytes_buf(sodium.crypto_secretbox_NONCEBYTES)
  const key = await derive(passphrase, salt)
  try {
    return ['1', ...[salt, nonce, sodium.crypto_secretbox_easy(privateKey, nonce, key)].map((part) => Buffer.from(part).toString('base64url'))].join('.')
  } finally {
    sodium.memzero(key)
  }
}

/** Does something with a locked private key; null when the passphrase is another. The key is wiped when `use` is done. */
export async function withKey<T>(derive: Derive, passphrase: string, locked: string, use: (privateKey: Uint8Array) => T | Promise<T>): Promise<{ value: T } | null> {
  const sodium = await loadSealing()
  const [way, salt, nonce, box] = locked.split('.')
  if (way !== '1' || !salt || !nonce || !box) throw new Error('a locked key of a kind nobody knows')
  const key = await derive(passphrase, Buffer.from(salt, 'base64url'))
  let privateKey: Uint8Array
  try {
    privateKey = sodium.crypto_secretbox_open_easy(Buffer.from(box, 'base64url'), Buffer.from(nonce, 'base64url'), key)
  } catch {
    return null
  } finally {
    sodium.memzero(key)
  }
  try {
    return { value: await use(privateKey) }
  } finally {
    sodium.memzero(privateKey)
  }
}

/** Closed for whoever has the private key of `publicKey`; nobody else reads it, who closed it neither. */
export async function seal(bytes: Uint8Array, publicKey: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const sodium = await loadSealing()
  return new Uint8Array(sodium.crypto_box_seal(bytes, publicKey))
}

/** Throws for a box that was closed for another key, or changed. */
export async function unseal(box: Uint8Array, publicKey: Uint8Array, privateKey: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const sodium = await loadSealing()
  return new Uint8Array(sodium.crypto_box_seal_open(box, publicKey, privateKey))
}

/** A text that only who has `key` (32 bytes) reads: for what waits in a queue. */
export async function hide(text: string, key: Uint8Array): Promise<string> {
  const sodium = await loadSealing()
  const nonce = sodium.randombytes_buf(sodium.crypto_secretbox_NONCEBYTES)
  return Buffer.concat([nonce, sodium.crypto_secretbox_easy(text, nonce, key)]).toString('base64url')
}

/** Throws for another key. */
export async function reveal(hidden: string, key: Uint8Array): Promise<string> {
  const sodium = await loadSealing()
  const bytes = Buffer.from(hidden, 'base64url')
  const nonce = sodium.crypto_secretbox_NONCEBYTES
  return sodium.crypto_secretbox_open_easy(bytes.subarray(nonce), bytes.subarray(0, nonce), key, 'text')
}
