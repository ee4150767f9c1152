import { useT } from '~/i18n/index.tsx'
import { shortcuts } from './shortcut.ts'

/** Each shortcut with its keys and what it does. */
export function ShortcutList() {
  const t = useT()
  return (
    <dl className="keys">
      {shortcuts.map(([shortcut, keys]) => (
        <div key={shortcut}>
          <dt>{keys.split(' ').map((key) => <kbd className="kbd" key={key}>{key}</kbd>)}</dt>
          <dd>{t(`keys.does.${shortcut}`)}</dd>
        </div>
      ))}
    </dl>
  )
}
