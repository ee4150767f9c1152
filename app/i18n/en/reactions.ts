import type { reactions as ja } from '../ja/reactions.ts'
import type { English } from '../types.ts'

export const reactions: English<typeof ja> = {
  kinds: {
    like: 'Like',
    thanks: 'Thank you',
    useful: 'Useful',
    agree: 'I know the feeling',
    cheer: 'Cheering you on',
  },
  add: 'Choose a reaction',
  count_one: '{{kind}}: {{count}} person',
  count_other: '{{kind}}: {{count}} people',
  title: 'Reactions',
  lead: 'Tell the author how you feel in one word. Press again to take it back.',
  who: 'Who reacted',
  none: 'No reactions yet',
  none_text: 'Would you like to be the first?',
  own: 'You cannot react to your own post.',
  more: 'Next 50',
  newest: 'Back to the newest',
  failed: 'The reaction could not be saved. Please try again.',
}
