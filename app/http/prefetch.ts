/** Whether a browser loads a page ahead of its reader, who may never look at it. */
export const isPrefetch = (request: Request): boolean => /prefetch|prerender/i.test(request.headers.get('Sec-Purpose') ?? request.headers.get('Purpose') ?? '')
