import { definePage } from '~/components/layout/define-page.ts'
import { styles } from '~/components/layout/styles.ts'
import { Landing } from '~/components/landing/landing.tsx'
import landingCss from '~/styles/pages/landing.css?url'

export const handle = definePage({ robots: 'index', mainClass: 'landing' })
export const links = styles(landingCss)

export default function Front() {
  return <Landing />
}
