import type { ActionFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ShortcutList } from '~/components/keyboard/shortcut-list.tsx'
import { areKeysOff, keysCookie } from '~/components/keyboard/shortcut.ts'
import { definePage } from '~/components/layout/define-page.ts'
import { useRootData, useViewer } from '~/components/layout/root-data.ts'
import { styles } from '~/components/layout/styles.ts'
import { isTheme, preferenceCookie, themeCookie } from '~/components/layout/theme.ts'
import { Banner } from '~/components/ui/banner.tsx'
import { Button } from '~/components/ui/button.tsx'
import { MoreLink } from '~/components/ui/more-link.tsx'
import { PageHead } from '~/components/ui/page-head.tsx'
import { type FormValues, readForm } from '~/http/form.server.ts'
import { go, page } from '~/http/handle.server.ts'
import { isLanguage, languageCookie } from '~/i18n/detect.ts'
import { useT } from '~/i18n/index.tsx'
import settingsCss from '~/styles/pages/settings.css?url'

export const handle = definePage({ title: (t) => t('prefs.title') })
export const links = styles(settingsCss)

export const loader = page('public', ({ request, url }) => ({ areKeysOn: !areKeysOff(request.headers.get('cookie')), isSaved: url.searchParams.has('saved') }))

/** Remembers the theme (`light`, `dark`, `system`), the language or the shortcuts (`on`, `off`), and goes back. Anybody may, also without JavaScript. */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const { theme, lng, keys, returnTo } = await readForm(request).catch((): FormValues => ({}))
  const secure = new URL(request.url).protocol === 'https:'
  const headers = new Headers()
  const keep = (name: string, value: string) => headers.append('Set-Cookie', preferenceCookie(name, value, secure))
  if (isTheme(theme)) keep(themeCookie, theme)
  if (theme === 'system') keep(themeCookie, '')
  if (isLanguage(lng)) keep(languageCookie, lng)
  if (keys === 'off' || keys === 'on') keep(keysCookie, keys === 'off' ? 'off' : '')
  return go(returnTo, { headers })
}

export default function Preferences() {
  const t = useT()
  const viewer = useViewer()
  const { theme } = useRootData()
  const { areKeysOn, isSaved } = useLoaderData<typeof loader>()
  return (
    <div className="wrap wrap-narrow stack g-32">
      <PageHead title={t('prefs.title')} lead={t('prefs.lead')} />
      {isSaved && <Banner tone="success" icon="check" role="status">{t('prefs.saved')}</Banner>}
      <section className="card stack" aria-labelledby="display">
        <Choice id="display" name="theme" title={t('prefs.theme')} now={theme ?? 'system'} options={[['system', t('prefs.themes.system')], ['light', t('prefs.themes.light')], ['dark', t('prefs.themes.dark')]]} />
      </section>
      <section className="card stack" aria-labelledby="language">
        <Choice id="language" name="lng" title={t('prefs.language')} now={t.lng} options={[['ja', '日本語'], ['en', 'English']]} />
      </section>
      {viewer.kind === 'member' && (
        <section className="card stack" aria-labelledby="keys">
          <Choice id="keys" name="keys" title={t('prefs.keys')} note={t('keys.lead')} now={areKeysOn ? 'on' : 'off'} options={[['on', t('prefs.keys_on')], ['off', t('prefs.keys_off')]]} />
          <ShortcutList />
        </section>
      )}
      {viewer.kind === 'member' && <section className="card stack" aria-labelledby="zone"><h2 className="h-s" id="zone">{t('prefs.zone')}</h2><p className="small muted">{t('prefs.zone_lead')}</p><p><MoreLink to="/preferences/time">{t('prefs.zone')}</MoreLink></p></section>}
      {viewer.kind === 'member' && <section className="card stack" aria-labelledby="names"><h2 className="h-s" id="names">{t('former.title')}</h2><p className="small muted">{t('former.lead')}</p><p><MoreLink to="/settings/profile">{t('former.title')}</MoreLink></p></section>}
      {viewer.kind === 'member' && <section className="card stack" aria-labelledby="attended"><h2 className="h-s" id="attended">{t('prefs.attended')}</h2><p className="small muted">{t('prefs.attended_lead')}</p><p><MoreLink to="/events/attended">{t('prefs.attended')}</MoreLink></p></section>}
      {viewer.kind === 'member' && <section className="card stack" aria-labelledby="feeds"><h2 className="h-s" id="feeds">{t('feeds.title')}</h2><p className="small muted">{t('feeds.lead')}</p><p><MoreLink to="/preferences/feeds">{t('feeds.title')}</MoreLink></p></section>}
    </div>
  )
}

type ChoiceProps = { id: string; name: string; title: string; note?: string; now: string; options: [value: string, label: string][] }

/** One of a few, kept in this browser. An ordinary form: the whole page comes anew, as it then looks. */
function Choice({ id, name, title, note, now, options }: ChoiceProps) {
  const t = useT()
  return (
    <form method="post" action="/preferences" className="stack" key={now}>
      <h2 className="h-s" id={id}>{title}</h2>
      {note !== undefined && <p className="small muted">{note}</p>}
      <input type="hidden" name="returnTo" value={`/preferences?saved#${id}`} />
      <div className="row" role="radiogroup" aria-labelledby={id}>
        {options.map(([value, label]) => (
          <label className="check" key={value}><input type="radio" name={name} value={value} defaultChecked={value === now} /><span lang={name === 'lng' ? value : undefined}>{label}</span></label>
        ))}
      </div>
      <div className="row"><Button variant="outline" type="submit">{t('prefs.save')}</Button></div>
    </form>
  )
}
