/** A calendar file as an answer; with a name it is a download. Kept by nobody on the way: it is one member's own. */
export const icsResponse = (ics: string, filename?: string): Response =>
  new Response(ics, {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Cache-Control': 'private, no-store',
      ...(filename !== undefined && { 'Content-Disposition': `attachment; filename="${filename}"` }),
    },
  })
