import type { news as ja } from '../ja/news.ts'
import type { English } from '../types.ts'

export const news: English<typeof ja> = {
  title: 'The prefecture now',
  lead: 'How work, workplaces and hiring at the prefecture are changing.',
  none: 'No news yet',
  none_text: 'New announcements appear here.',
  all: 'See all',
  older: 'Earlier news',
  newest: 'Back to the newest',
  before: 'Until now',
  after_planned: 'From now on (planned)',
  after_in_force: 'From now on',
  after_changed: 'From now on (changed)',
  state_planned: 'planned',
  state_in_force: 'in force',
  state_changed: 'changed',
  effective: 'from {{date}}',
  source: '{{year}}, source: {{source}}',
  shareable: 'May be passed on',
  by: '{{department}}',
}
