import type { Io } from './types.ts'

type PacketOptions = { wsPreEncodedFrame?: Buffer[] }
type Encoding = { _encode?(packet: unknown, options: PacketOptions): unknown }

/**
 * What is said to a room is made into a frame once and written to every line. Socket.IO keeps the head of that frame apart from its
 * body, so that each delivery is two writes put together; in one piece it is one. A version that encodes elsewhere does as it did.
 */
export function sendWholeFrames(io: Io): void {
  const adapter = io.of('/').adapter as unknown as Encoding
  const encode = adapter._encode?.bind(adapter)
  if (encode === undefined) return
  adapter._encode = (packet, options) => {
    const encoded = encode(packet, options)
    const { wsPreEncodedFrame: frame } = options
    if (frame !== undefined && frame.length > 1) options.wsPreEncodedFrame = [Buffer.concat(frame)]
    return encoded
  }
}
