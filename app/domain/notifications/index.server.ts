/**
 * notifications: what reaches a member: the inbox, the mail ledger and its transport, lists and unsubscribing, the weekly digest.
 * Always true: a notification or mail exists once for its dedupe key; a mail leaves only through `sendMail`, which asks who may be written to
 * at that moment; a mail whose fate nobody knows is listed, never sent again by itself; a sent mail keeps no words.
 */
export { composeMail, type MailBlock, type MailBody } from './compose-mail.ts'
export { listNotifications, markRead, type NotificationView, readTopicNotices, unreadInbox, userRoom } from './inbox.server.ts'
export { type ChoiceSource, readChoices, readUnsubscribe, recordChoice, setChoice, unsubscribe } from './mail-choices.server.ts'
export { DeliveryError, type DeliveryOutcome, isDeliveryError } from './delivery-error.ts'
export type { MailTransport, OutgoingMail } from './mail-transport.ts'
export { keepInMailbox } from './mailbox.server.ts'
export { moveTopicNotices } from './move-notices.server.ts'
export { type NewNotification, notify, notifyAll } from './notify.server.ts'
export { type MailAttachment, type NewMail, queueMail, queueMails } from './queue-mail.server.ts'
export { sendMail } from './send-mail.server.ts'
export { unsubscribeToken } from './unsubscribe-token.server.ts'
export { digestBatch, startDigestRun } from './digest.server.ts'
export { countMailProblems, listLostMails, listMailProblems, type MailProblem, pruneMail, resendMail } from './mail-ledger.server.ts'
export { formMail, type MailWords, writeMail } from './mail-form.server.ts'
export { tellMember } from './tell-member.server.ts'
export { listMailbox, type MailboxMail, type MailboxRow, readMailbox, readMailboxFile, readMailboxHtml } from './read-mailbox.server.ts'
