import type { Language } from '../core/actor.ts'
import type { Ctx } from '../core/ctx.ts'
import type { OrganisationFacts } from '../domain/organisation/schema.ts'

/** What the server hands to every loader and action (server/load-context.ts makes it). */
declare module '@remix-run/server-runtime' {
  interface AppLoadContext {
    ctx: Ctx
    cspNonce: string
    lng: Language
    organisation: OrganisationFacts
    /** Address of the client, for limits before sign-in. */
    ip: string
    userAgent: string | null
    /** A form with files, read while it came; of each file that was too large its field and the text key. */
    posted: { form: FormData; tooLarge: Record<string, string> } | undefined
    /** Sets a cookie on the answer, whatever the answer is. */
    setCookie(value: string): void
    /** The whole page as text, for the response that says nothing of its own. */
    sendPage(html: Buffer): void
    /** Sets another header on the answer; Remix drops those of loaders and actions on documents. */
    setHeader(name: string, value: string): void
  }
}
