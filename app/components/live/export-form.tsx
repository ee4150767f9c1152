import { useT } from '~/i18n/index.tsx'
import { Button } from '../ui/button.tsx'

/** The questions as a file. An ordinary form: its answer is that file. */
export function ExportForm({ eventId }: { eventId: string }) {
  const t = useT()
  return (
    <form method="post" action={`/events/${eventId}/questions`} className="stack g-8">
      <p className="small">{t('live.export')}</p>
      <input type="hidden" name="intent" value="take" />
      <label className="check"><input type="checkbox" name="withNames" value="true" /><span className="small">{t('live.export_names')}</span></label>
      <div className="row g-8">
        <Button type="submit" size="s" icon="dl" name="as" value="csv">CSV</Button>
        <Button type="submit" size="s" icon="dl" name="as" value="md">Markdown</Button>
      </div>
    </form>
  )
}
