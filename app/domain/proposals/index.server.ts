/**
 * proposals: how an event is made and kept: drafts, the proposal to the desk and what is said about it, its words, time, place and people.
 * Always true: nobody publishes their own, the desk included; what becomes public was approved as whoever approved had seen it; drafts are
 * their writer's alone; the words between proposer and desk are theirs alone; an edit never undoes another one unseen; who is registered hears of
 * another time or place and of the end of it.
 */
export { cancelEvent, cancellableEvent, type CancellableEvent } from './cancel-event.server.ts'
export { approveEvent, askForChanges, declineEvent, resubmitEvent, withdrawEvent } from './decide.server.ts'
export { dropEventDraft, keepEventDraft, readEventDraft } from './drafts.server.ts'
export { type EditableEvent, editableEvent, editEvent } from './edit-event.server.ts'
export { type EventTeam, readTeam, type Speaker } from './event-team.server.ts'
export { addMaterial, chooseMaterialsFor, type EventMaterials, hostedMaterials, type MaterialsPage, maySeeMaterials, readMaterials, removeMaterial } from './materials.server.ts'
export { commentOnProposal } from './note.server.ts'
export { announcement, changeNotice, changeNotices, type EventNotice, type ProposalNotice, proposalNotices } from './notices.server.ts'
export { proposeEvent } from './propose-event.server.ts'
export {
  countProposals, type DraftRow, type NoteView, ownEventDrafts, ownProposals, type ProposalPage, type ProposalRow, readProposal, waitingProposals,
} from './read-proposal.server.ts'
export { type OfferedMember, offerMembers } from './offer-members.server.ts'
