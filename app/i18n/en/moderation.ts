import type { moderation as ja } from '../ja/moderation.ts'
import type { English } from '../types.ts'

export const moderation: English<typeof ja> = {
  report_title: 'Tell the office about a post',
  report_lead: 'If something worries you, please say so. Neither the author nor other members learn that you did.',
  reason: 'What worries you',
  reason_personal: 'It contains personal data',
  reason_secrecy: 'It may reveal an official secret',
  reason_hurtful: 'It hurts somebody',
  reason_sales: 'It is advertising',
  reason_influence: 'It may try to influence a contract or a permit',
  reason_other: 'Something else',
  note: 'More about it',
  note_hint: 'Only the office reads this.',
  send: 'Tell the office',
  thanks: 'Thank you for telling us',
  thanks_text: 'The office will look at it and do what is needed. Your notifications will tell you what came of it.',
  thanks_again: 'You have told us about this post already. The office is looking at it.',
  question_title: 'Tell the office about a question',
  question_lead: 'If something worries you, please say so. Neither whoever asked nor other members learn that you did. The hosts see only that it was reported.',
  question_again: 'You have told us about this question already. The office is looking at it.',
  back_to_room: 'Back to the room',
  back_to_topic: 'Back to the topic',
  already_hidden: 'This post has been hidden already.',
}
