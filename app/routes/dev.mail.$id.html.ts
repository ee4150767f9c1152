import { readMailboxHtml } from '~/domain/notifications/index.server.ts'
import { page } from '~/http/handle.server.ts'

/** The HTML of a mail, alone and powerless: no script, no form, no request. */
export const loader = page('public', async ({ ctx, params }) => new Response(await readMailboxHtml(ctx, params['id'] ?? ''), {
  headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'" },
}))
