/**
 * attention: how much a member wants to hear of a topic, board, tag or event.
 * Always true: a row is what somebody chose by hand, or the watching of a topic that their question became; nothing but their own hand changes
 * it, and it goes where the posts of its topic go; what behaviour adds follows from what they did and is never stored; nobody but its owner
 * learns of a level. Whether a member may know of a target is asked where the target lives.
 */
export { choose } from './choose.server.ts'
export { type ChosenLevel, listChoices } from './list-choices.server.ts'
export { copyLevels, moveLevels } from './move-levels.server.ts'
export { watchFor } from './watch-for.server.ts'
export { effectiveLevelSql, eventLevel, levelJoins } from './levels.server.ts'
