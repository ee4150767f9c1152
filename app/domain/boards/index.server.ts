/**
 * boards: boards, their topics, the posts in them, and how far each member has read.
 * Always true: the posts of a topic are numbered 1…n without gaps and the topic's `lastNo` is n; a hidden post keeps its number and
 * nothing of it leaves the server; a member's place in a topic only moves forward, and only over posts that were shown to them;
 * a post's text is changed by its author alone, and what it said before is kept; what an author undid was told to nobody;
 * stored HTML was made from the checked document and holds no name of a mentioned member; a command is done once.
 * Only members read boards; anybody else finds nothing here.
 */
export { accessTopic, topicStream } from './access.server.ts'
export { boardLevel, chooseBoardLevel, chooseTagLevel, chooseTopicLevel, type LevelTarget, tagLevel, topicLevel } from './choose-level.server.ts'
export { closeTopic } from './close-topic.server.ts'
export { countReactions } from './count-reactions.server.ts'
export { editPost } from './edit-post.server.ts'
export { findPost, type FoundPost } from './find-post.server.ts'
export { hidePost, showPostAgain } from './hide-post.server.ts'
export { boardChoices, listBoards } from './list-boards.server.ts'
export { listReactions, type ReactionPage } from './list-reactions.server.ts'
export { MOST_UNREAD, unreadBoards, unreadInBoard } from './count-unread.server.ts'
export { type TopicsFrom, listTopics } from './list-topics.server.ts'
export { markRead, markTopicRead } from './mark-read.server.ts'
export { maySeePost } from './may-see-post.server.ts'
export { type NewTopic, newTopics } from './new-topics.server.ts'
export { reactToPost } from './react-to-post.server.ts'
export { type Feed, readTopicFeed } from './read-feed.server.ts'
export { type PostEdit, type PostHistory, redactVersion } from './post-history.server.ts'
export { replyToTopic } from './reply-to-topic.server.ts'
export { type BoardPage, showBoard } from './show-board.server.ts'
export { editablePost, type EditablePost, type PostPage, showPost } from './show-post.server.ts'
export { type Participants, showTopic, type TopicPage } from './show-topic.server.ts'
export { startTopic } from './start-topic.server.ts'
export { findTag, shownTags, suggestTags } from './tags.server.ts'
export { claimTopicsToTell, type TopicNotice, type TopicNotices, topicNotices } from './tell-topic.server.ts'
export { type Suggestion, suggestPeople } from './suggest-people.server.ts'
export type { BoardRow } from './views.ts'
export { topicRoom } from './topic-room.server.ts'
export { type BoardsFilter, type PostHit, searchPosts, searchTopics, similarTopics, type TopicFilter, type TopicHit } from './search-boards.server.ts'
export { restorePost, undoReply, withdrawPost } from './withdraw-post.server.ts'
