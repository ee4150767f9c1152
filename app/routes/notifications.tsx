import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { CommandId } from '~/components/form/command-id.tsx'
import { SubmitButton } from '~/components/form/submit-button.tsx'
import { useFreshInbox } from '~/components/inbox/use-fresh-inbox.ts'
import { InboxList } from '~/components/inbox/inbox-list.tsx'
import { definePage } from '~/components/layout/define-page.ts'
import { styles } from '~/components/layout/styles.ts'
import { Badge } from '~/components/ui/badge.tsx'
import { Banner } from '~/components/ui/banner.tsx'
import { Empty } from '~/components/ui/empty.tsx'
import { SegmentedNav } from '~/components/ui/nav-sets.tsx'
import { PageHead } from '~/components/ui/page-head.tsx'
import { listNotifications, markRead, readChoices, setChoice, unreadInbox } from '~/domain/notifications/index.server.ts'
import { mailLists } from '~/domain/notifications/policy.ts'
import { choiceInput, markReadInput } from '~/domain/notifications/schema.ts'
import { act, intent, page } from '~/http/handle.server.ts'
import { useT } from '~/i18n/index.tsx'
import homeCss from '~/styles/pages/home.css?url'

export const handle = definePage({ title: (t) => t('inbox.title') })
export const links = styles(homeCss)

export const loader = page('member', async ({ ctx, url }) => {
  const after = url.searchParams.get('after')
  const isUnreadOnly = url.searchParams.get('show') === 'unread'
  const [inbox, unread, choices] = await Promise.all([listNotifications(ctx, after, { isUnreadOnly }), unreadInbox(ctx), readChoices(ctx)])
  return { inbox, unread, choices, isUnreadOnly, isFirst: after === null }
})

export const action = act('member', {
  read: intent(markReadInput, async ({ ctx }, input) => ({ done: 'marked' as const, ...(await markRead(ctx, input)) })),
  choice: intent(choiceInput, async ({ ctx }, input) => ({ done: 'choice_saved' as const, ...(await setChoice(ctx, input)) })),
})

export default function Inbox() {
  const t = useT()
  const { inbox, unread, isUnreadOnly, isFirst } = useLoaderData<typeof loader>()
  useFreshInbox()
  const here = isUnreadOnly ? '/notifications?show=unread' : '/notifications'
  const answer = useActionData<typeof action>()
  return (
    <div className="wrap wrap-narrow stack g-32">
      <PageHead title={t('inbox.title')} lead={t('inbox.lead')} action={unread > 0 && (
        <Form method="post"><input type="hidden" name="intent" value="read" /><CommandId renewOn={answer} /><SubmitButton variant="outline">{t('inbox.mark_all')}</SubmitButton></Form>
      )} />
      {answer && 'done' in answer && <Banner tone="success" icon="check" role="status">{t(`inbox.${answer.done}`)}</Banner>}
      <div className="row row-between">
        <SegmentedNav label={t('inbox.title')} items={[{ to: '/notifications', label: t('inbox.all'), current: !isUnreadOnly }, { to: '/notifications?show=unread', label: t('inbox.only_unread'), current: isUnreadOnly, count: unread }]} />
        <span className="row"><Link to="/bookmarks">{t('inbox.bookmarks')}</Link><Link to="/settings/notifications">{t('inbox.levels')}</Link></span>
      </div>
      {inbox.items.length === 0 ? <Empty title={t(isUnreadOnly ? 'inbox.none_unread' : 'inbox.none')} text={isUnreadOnly ? undefined : t('inbox.none_text')} /> : <InboxList items={inbox.items} />}
      <p className="row row-between">
        {!isFirst && <Link className="more" to={here}>{t('inbox.newest')}</Link>}
        {inbox.next && <Link className="more" to={`${here}${isUnreadOnly ? '&' : '?'}after=${inbox.next}`}>{t('inbox.older')}</Link>}
      </p>
      <MailChoices />
    </div>
  )
}

/** Which lists come by mail; each a button of its own, so that it works without JavaScript. */
function MailChoices() {
  const t = useT()
  const { choices } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <section className="card stack" aria-labelledby="mail-choices">
      <div><h2 id="mail-choices" className="h-s">{t('inbox.mail_title')}</h2><p className="small muted">{t('inbox.mail_lead')}</p></div>
      <ul className="list">
        {mailLists.map((list) => (
          <li key={list}>
            <Form method="post" className="row row-between" preventScrollReset>
              <input type="hidden" name="intent" value="choice" /><input type="hidden" name="list" value={list} /><CommandId renewOn={answer} />
              <span className="min0"><strong id={`list-${list}`}>{t(`inbox.lists.${list}`)}</strong> <Badge {...(choices[list] && { tone: 'success' as const })}>{t(choices[list] ? 'inbox.is_on' : 'inbox.is_off')}</Badge><br /><span className="small muted">{t(`inbox.list_notes.${list}`)}</span></span>
              <SubmitButton variant="quiet" size="s" name="isOn" value={choices[list] ? 'off' : 'on'} aria-describedby={`list-${list}`}>{t(choices[list] ? 'inbox.turn_off' : 'inbox.turn_on')}</SubmitButton>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  )
}
