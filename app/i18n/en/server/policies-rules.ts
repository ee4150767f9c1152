import type { Policy } from '../../policies.server.ts'

export const terms: Policy = {
  title: 'Terms of use',
  lead: 'What we agree on, so that everybody can use {{name}} with an easy mind.',
  since: '2025-09-24',
  sections: [
    {
      title: 'Who can use it',
      text: ['People who used to work for us and whose employment the office has confirmed, and the staff who run it. Taking part is voluntary and you can leave at any time.', 'An account is for one person. It cannot be lent or passed on.'],
    },
    {
      title: 'What we ask of you',
      text: ['Treat one another with respect. Please do not:'],
      list: [
        'write about secrets of your time in office (the duty of confidentiality does not end with your employment)',
        'ask staff for favours in contracts or permits',
        'publish what identifies a person without their consent',
        'defame, impersonate or discriminate against anybody',
        'post to sell, to recruit, or for political or religious activity',
        'infringe copyright, portrait rights or other rights',
        'spread what you read here without the consent of its author',
      ],
    },
    {
      title: 'Matters that concern staff in office',
      text: ['For two years after leaving, the law forbids you to approach staff of your former organisation about contracts or decisions. For contracts and decisions that you made yourself, it forbids this without any limit of time.', 'If you would like to do something together with the prefecture, please use the collaboration desk. It answers on the record.'],
    },
    {
      title: 'Review of posts',
      text: ['The office may hide a post that seems to break these rules. Its author is told why.', 'If you disagree, you can object within 14 days. Somebody other than the first reviewer decides again.', 'If rules are broken again and again, an account may be suspended.'],
    },
    { title: 'No influence on recruitment', text: ['What you do or say here does not influence any selection. No record of it is given to those who select.'] },
    {
      title: 'Rights in what you write',
      text: ['The copyright stays with you. We use a post only as far as needed to show it and to make it searchable here. We ask you before we quote it anywhere else.', 'Posts can be subject to requests under freedom of information.'],
    },
    { title: 'Limits of our responsibility', text: ['What members arrange with one another is their own responsibility. Please contact the office if you need help.', 'The service may pause for maintenance or because of a fault, with notice where that is possible.'] },
    { title: 'Changes to these terms', text: ['We announce changes and their date beforehand. For important changes we ask you to confirm them when you next use the service.'] },
    { title: 'Contact', text: ['{{office}} (open: {{hours}})'] },
  ],
}

export const privacy: Policy = {
  title: 'Personal information',
  lead: 'What we use your information for, who sees it, and when it is deleted.',
  since: '2025-09-24',
  sections: [
    {
      title: 'Purposes',
      text: ['We use personal information for these purposes only:'],
      list: ['confirming your former employment', 'running the boards, the events and the mentors', 'sending notices, confirmations and digests', 'security, and dealing with misuse', 'statistics in which nobody can be recognised'],
    },
    {
      title: 'What we hold and who sees it',
      list: [
        'Name: shown to members',
        'Former department, profession and one line about you: shown to members',
        'Email address: not shown to other members; only the responsible staff can see it',
        'Record of your employment, such as when you left: only the responsible staff can see it, to confirm it',
        'What you need at an event: only you and those who run that event',
        'Records of use (time, action, origin): only authorised staff, for security',
      ],
    },
    {
      title: 'Anonymous posts and questions',
      text: [
        'The name behind an anonymous post appears neither on ordinary screens nor in ordinary records, and staff cannot see it.',
        'Only for grave reasons, such as danger to life, two responsible persons together may look it up, and the author is told.',
      ],
    },
    {
      title: 'Others',
      text: ['Except where the law requires it, nothing is given to third parties without your consent. No record of what you do here is given to those who select applicants.', 'Where part of the operation is contracted out, the contract sets the rules and we supervise them.'],
    },
    {
      title: 'How long we keep it',
      list: ['Papers you sent to confirm your employment: deleted 30 days after the decision', 'Personal information of those who left: deleted after 30 days; posts stay under “a member who left”, or are removed if you wish', 'How long you were connected to the room of a seminar, and when you entered its attendance code: used to find out who took part, deleted 30 days after the end; that you took part stays with your registration', 'Connection records: one year', 'Audit records: kept without names'],
    },
    { title: 'Access, correction, suspension', text: ['You can ask to see, correct or suspend the use of your information. After confirming who you are we answer within 30 days as a rule.', 'You can ask for your data, or leave, at any time.'] },
    {
      title: 'Cookies',
      text: ['We use three cookies and nothing else. None serves advertising or follows you elsewhere. The pages, their fonts and pictures included, never connect to the servers of other companies.'],
      list: ['the one that keeps you signed in', 'your language (lng)', 'light or dark colours (theme)'],
    },
    { title: 'Security', text: ['Connections are encrypted, passwords are stored irreversibly, permissions are separated and actions are recorded. Should information leak, we tell those concerned and report it as the law requires.'] },
    { title: 'Contact', text: ['{{office}} (open: {{hours}})'] },
  ],
}
