/** Wraps every loader and action: who may come in, one context, one translation of what went wrong. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import type { z } from 'zod'
import type { Language } from '../core/actor.ts'
import type { Ctx } from '../core/ctx.ts'
import { DomainError, type ErrorCode, type FieldErrors, isDomainError } from '../core/errors.ts'
import { loggedPath } from '../core/logged-path.ts'
import type { OrganisationFacts } from '../domain/organisation/schema.ts'
import { type Access, judge } from './access.ts'
import { type FormFiles, type FormValues, parseInput, readPosted, repeatable } from './form.server.ts'
import { safeTo } from './safe-to.ts'
import './load-context.ts'

/** What a page's function gets. */
export type Http = {
  ctx: Ctx
  request: Request
  url: URL
  params: Record<string, string | undefined>
  lng: Language
  organisation: OrganisationFacts
  ip: string
  userAgent: string | null
  /** What came with the form as files, by their fields. */
  files: FormFiles
  setCookie(value: string): void
  setHeader(name: string, value: string): void
}

/** The answer to a form that could not be accepted: everything typed, and a text key beside each field. */
export type Refusal = { ok: false; errors: FieldErrors; values: FormValues; retryAfter?: number }

const statusOf: Record<ErrorCode, number> = { unauthenticated: 401, not_found: 404, forbidden: 403, invalid: 422, conflict: 409, too_many: 429, unavailable: 503 }

const toHttp = ({ request, params, context }: LoaderFunctionArgs | ActionFunctionArgs): Http => ({
  ctx: context.ctx, request, params, url: new URL(request.url), lng: context.lng, organisation: context.organisation, ip: context.ip, userAgent: context.userAgent, files: {}, setCookie: context.setCookie, setHeader: context.setHeader,
})

/** A redirect to a path of this place; anything else leads home. 303, so that a form becomes a GET. */
export const go = (path: unknown, init?: ResponseInit): Response => redirect(safeTo(path), { status: 303, ...init })

function letIn(access: Access, h: Http): void {
  const verdict = judge(access, h.ctx.actor)
  if (verdict === 'come-in') return
  if (verdict === 'sign-in') {
    const path = h.url.pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/') + h.url.search.replace(/[?&]_routes=[^&]*/, '')
    throw go(h.request.method === 'GET' && path !== '/' ? `/login?next=${encodeURIComponent(path)}` : '/login')
  }
  if (verdict === 'wait') throw go('/join/waiting')
  if (verdict === 'go-home') throw go('/')
  if (verdict === 'suspended') throw data({ requestId: h.ctx.requestId, textKey: 'errors.suspended' }, { status: 403 })
  throw data({ requestId: h.ctx.requestId }, { status: 404 })
}

/** Turns what a page threw into an answer of its status; what nobody foresaw is logged and becomes a 500 without detail. */
function failed(error: unknown, h: Http): unknown {
  if (isDomainError(error)) {
    if (error.retryAfter !== undefined) h.setHeader('Retry-After', String(error.retryAfter))
    return data({ requestId: h.ctx.requestId, textKey: error.textKey }, { status: statusOf[error.code] })
  }
  if (error instanceof Response || (typeof error === 'object' && error !== null && 'type' in error && error.type === 'DataWithResponseInit')) return error
  h.ctx.log.error({ err: error, path: loggedPath(h.url.pathname), requestId: h.ctx.requestId }, 'page failed')
  return data({ requestId: h.ctx.requestId }, { status: 500 })
}

/** A loader. `run` answers with what the page shows, or throws a domain error. */
export function page<T>(access: Access, run: (h: Http) => Promise<T> | T): (args: LoaderFunctionArgs) => Promise<T> {
  return async (args) => {
    const h = toHttp(args)
    try {
      letIn(access, h)
      return await run(h)
    } catch (error) {
      throw failed(error, h)
    }
  }
}

/** One thing a form can do: its input and its use case. */
export type Intent<S extends z.ZodType, T> = { schema: S; run(h: Http, input: z.output<S>): Promise<T> }
/** Keeps the input's type between `schema` and `run`. */
export const intent = <S extends z.ZodType, T>(schema: S, run: (h: Http, input: z.output<S>) => Promise<T>): Intent<S, T> => ({ schema, run })

// oxlint-disable-next-line typescript/no-explicit-any -- each intent has its own input; `intent()` holds the two ends together
type AnyIntent = Intent<any, any>
type Answer<I extends Record<string, AnyIntent>> = Awaited<ReturnType<I[keyof I]['run']>>

/** Done with a form before it is checked, so that it is done for a refused one too: may add to what was typed; answers with what is wrong. */
export type First = (h: Http, values: FormValues) => Promise<FieldErrors>

/**
 * An action. The form field `intent` chooses what to do (`default` without it). Bad input and refusals come back to the form
 * with everything that was typed (never passwords); only what is not there is thrown. `asJson`: for an address without a page; `first`:
 * what happens to the form before it is checked.
 */
export function act<I extends Record<string, AnyIntent>>(access: Access, intents: I, { asJson = false, first }: { asJson?: boolean; first?: First } = {}) {
  return async (args: ActionFunctionArgs) => {
    const h = toHttp(args)
    let values: FormValues = {}
    try {
      letIn(access, h)
      const form = await readPosted(args.request, args.context.posted?.form)
      values = form.values
      h.files = form.files
      const wrong = { ...(await first?.(h, values)), ...args.context.posted?.tooLarge }
      if (Object.keys(wrong).length > 0) throw new DomainError('invalid', { fields: wrong })
      const { intent: name = 'default', ...fields } = values
      const chosen = typeof name === 'string' && Object.hasOwn(intents, name) ? intents[name] : undefined
      if (!chosen) throw new DomainError('invalid', { fields: { form: 'form.invalid' } })
      const answer = (await chosen.run(h, parseInput(chosen.schema, fields))) as Answer<I>
      return asJson ? (Response.json(answer) as never) : answer
    } catch (error) {
      if (!isDomainError(error) || error.code === 'not_found' || error.code === 'unauthenticated') throw failed(error, h)
      const refusal: Refusal = { ok: false, errors: error.fields ?? { form: error.textKey ?? `errors.${error.code}` }, values: repeatable(values) }
      if (error.retryAfter !== undefined) {
        refusal.retryAfter = error.retryAfter
        h.setHeader('Retry-After', String(error.retryAfter))
      }
      const init = { status: statusOf[error.code] }
      return asJson ? (Response.json(refusal, init) as never) : data(refusal, init)
    }
  }
}
