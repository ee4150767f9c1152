/** A text file as a download, written while it is made: what the reader's line cannot take yet is not made yet. */
export function downloadResponse({ filename, type, chunks }: { filename: string; type: string; chunks: AsyncGenerator<string, void, undefined> }): Response {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await chunks.next()
      if (next.done === true) controller.close()
      else controller.enqueue(encoder.encode(next.value))
    },
    async cancel() {
      await chunks.return()
    },
  }, { highWaterMark: 0 })
  return new Response(body, {
    headers: { 'Content-Type': `${type}; charset=utf-8`, 'Content-Disposition': `attachment; filename="${filename.replace(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(filename)}`, 'Cache-Control': 'private, no-store' },
  })
}
