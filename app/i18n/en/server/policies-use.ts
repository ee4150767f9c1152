import type { Policy } from '../../policies.server.ts'

export const accessibility: Policy = {
  title: 'Accessibility',
  lead: 'Everybody should be able to use this, whatever their age, disability or device.',
  since: '2025-09-24',
  sections: [
    { title: 'Our aim', text: ['We build and test against level AA of the Japanese standard JIS X 8341-3:2016 and of WCAG 2.2. This covers all pages of {{name}}.'] },
    {
      title: 'What we do',
      list: [
        'Everything works with the keyboard alone. The first Tab offers “Skip to the content”',
        'Screen readers hear of new posts and questions in batches. Your place on the page does not move',
        'Text follows the size set in your browser. At 320 pixels or 400 % zoom nothing has to be scrolled sideways',
        'You can choose light or dark colours. Your device’s settings for contrast and motion are respected',
        'Colour never carries meaning alone: there is always a word or a sign',
        'The Enter key that confirms a Japanese conversion never sends anything',
        'Reading, writing and registering work without JavaScript',
      ],
    },
    { title: 'How we check', text: ['Every page is checked automatically (axe), light and dark, wide and narrow. Work with the keyboard alone is tested step by step.', 'No third party has tested conformance yet. Should one, the results will be published here.'] },
    { title: 'What is not good enough yet', list: ['Some videos and documents from outside have no captions or text', 'Scanned handwriting may not be readable aloud. We send a text version on request'] },
    { title: 'If something does not work for you', text: ['Please tell us. We answer, and find another way if needed.', '{{office}} (open: {{hours}})'] },
  ],
}

export const help: Policy = {
  title: 'How to use it',
  lead: 'For your first visit, or the first in a long time. Reading along is fine.',
  since: '2025-09-24',
  sections: [
    { title: 'Signing in', text: ['Use the email address and password you registered. If it does not work, wait a moment and try again. After several mistakes the waiting time grows, for your safety.'] },
    {
      title: 'Boards',
      list: ['Choose a board to see its topics. Unread counts are shown in vermilion', 'A topic opens where you stopped reading', 'Ctrl (⌘ on a Mac) and Enter sends a reply. Enter alone starts a new line', 'If a post worries you, tell the office through “More”'],
    },
    {
      title: 'Seminars and meetings',
      list: ['After registering you get an email with a calendar file', 'When an event is full you join a waiting list and move up automatically, in order', 'On the day, go in through “Enter the room”. You can ask questions and support those of others', 'Questions can be anonymous. What that means stands under “Personal information”', 'If the connection breaks it comes back by itself. What you were writing stays'],
    },
    { title: 'Mentors', text: ['Find people by experience or field. Each entry says whether there is room just now. What you write reaches only that person.'] },
    { title: 'If mail does not arrive', text: ['Allow the domain of this site in your mail settings. You can stop the digest at any time with the link at its end.'] },
    { title: 'Easier to read', list: ['Switch between light and dark colours at the top right', 'Zoom with your browser (Ctrl and +) for larger text', 'The Japanese version is behind “日本語” at the foot of the page'] },
    { title: 'Contact', text: ['{{office}} (open: {{hours}})'] },
  ],
}
