/**
 * voices: 反映状況, the outcome of members' voices: what was asked for, where it came from, which steps it took (受付 to 実施), and what
 * the prefecture thinks of it.
 *
 * Always true: steps come one after the other and each leaves its date; a voice ends only with 県の考え方, what cannot be done only with
 * a reason; one 「私も同じ声」 a member and voice; everybody who spoke or says the same is told once a step; where it came from is shown
 * to whom may see it there, and who said it is shown to nobody. All members read the ledger, 事務局 keeps it.
 */
export { exportVoices } from './export-voices.server.ts'
export { editVoice, makeVoice, stepVoice } from './keep-voice.server.ts'
export { changedVoices, countVoices, type LedgerCounts, listVoices, type StepCount, type VoiceRow } from './ledger.server.ts'
export { type VoiceNotice, voiceNotices } from './notices.server.ts'
export { searchVoices, type VoiceFind, type VoiceHit } from './search-voices.server.ts'
export { type DeskSource, deskVoice, showVoice, type VoicePage } from './show-voice.server.ts'
export { addSource, dropSource, sourceText, type SourceView } from './sources.server.ts'
export { supportVoice } from './support.server.ts'
