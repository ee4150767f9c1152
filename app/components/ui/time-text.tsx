import { type DateStyle, formatDate } from '~/core/dates.ts'
import { useLng } from '~/i18n/index.tsx'

/** An instant as people read it, in Asia/Tokyo, with the exact time for machines. `at` is a Date or an ISO string. */
export function TimeText({ at, style = 'dayTime', className }: { at: Date | string; style?: DateStyle | undefined; className?: string | undefined }) {
  const lng = useLng()
  return <time className={className} dateTime={typeof at === 'string' ? at : at.toISOString()}>{formatDate(at, style, lng)}</time>
}
