import { readMailboxFile } from '~/domain/notifications/index.server.ts'
import { page } from '~/http/handle.server.ts'

/** An attachment of a mail, to be kept, never to be opened here. */
export const loader = page('public', async ({ ctx, params, url }) => {
  const file = await readMailboxFile(ctx, params['id'] ?? '', Number(url.searchParams.get('n') ?? 0))
  return new Response(Buffer.from(file.bytes), { headers: { 'Content-Type': /^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? file.type : 'application/octet-stream', 'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`, 'Content-Security-Policy': "sandbox; default-src 'none'" } })
})
