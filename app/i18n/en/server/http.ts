import type { http as ja } from '../../ja/server/http.ts'
import type { English } from '../../types.ts'

export const http: English<typeof ja> = {
  title_400: 'We could not read this request',
  text_400: 'The address or what was sent contains characters that cannot be read. Please go back and try again.',
  title_403: 'Not accepted, for safety',
  text_403: 'This may have been sent from another site, so nothing was changed. Please open this site again and retry.',
  title_404: 'Not found',
  text_404: 'It may have moved, or the address may be an old one.',
  title_405: 'This is not how it works here',
  text_405: 'Please go back and use the buttons on the page.',
  title_413: 'Too much was sent at once',
  text_413: 'About 80,000 characters can be sent at a time. Please go back and send it in parts.',
  title_414: 'The address is too long',
  text_414: 'The link may have been changed on its way. Please start again from the home page.',
  title_415: 'This format is not accepted',
  text_415: 'Please use the form on the page.',
  title_500: 'This page could not be shown',
  text_500: 'The fault is ours. Please wait a moment and open it again.',
  id: 'If you contact us, please tell us this number: {{id}}',
  home: 'Back to the home page',
}
