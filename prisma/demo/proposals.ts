import type { DemoEvent } from './events.ts'

type Said = { who: string; step: 'proposed' | 'comment' | 'changes_asked' | 'resubmitted'; text: string; at: string }
/** Events that the desk has not approved yet: one waits for it, one for changes. */
export type DemoProposal = Omit<DemoEvent, 'status' | 'host' | 'going'> & { host: string; state: 'proposed' | 'changes_asked'; cohosts: string[]; speakers: { who: string | null; name: string; line: string }[]; said: Said[] }

export const proposals: DemoProposal[] = [
  { key: 'waterway', kind: 'seminar', mode: 'hybrid', title: '小さな水路で電気をつくる', summary: '農業用の水路に小さな発電機を置いた町の、3年間の記録です。費用、水利の話し合い、いまの電気代までお話しします。',
    body: ['発電量のグラフと、話し合いの議事録をお見せします。', '会場では、使っている羽根車の実物に触れていただけます。'], agenda: [{ at: '14:00', text: '3年間の記録' }, { at: '14:40', text: '皆さまの質問に答えます' }],
    starts: '2026-02-07T14:00', ends: '2026-02-07T15:30', place: '仙台市内 会議室', hostNote: '', capacity: 40, state: 'proposed', host: 'kuramori', cohosts: ['togarino'],
    speakers: [{ who: 'kuramori', name: '', line: '町の計画を手伝っています' }, { who: null, name: '早坂 誠一', line: '水路の管理組合 組合長' }],
    said: [
      { who: 'kuramori', step: 'proposed', text: '', at: '2025-11-19T20:10' },
      { who: 'naruseya', step: 'comment', text: '会場の下見は、事務局が12月の初めにうかがいます。', at: '2025-11-20T08:50' },
    ] },
  { key: 'reading', kind: 'meetup', mode: 'online', title: '育児の合間の読書会', summary: '30分だけ、同じ本を読んで話します。', body: ['子どもの声が入っても大丈夫です。'], agenda: [],
    starts: '2026-01-31T21:00', ends: '2026-01-31T21:30', place: '', hostNote: '', capacity: 8, state: 'changes_asked', host: 'hamagishi', cohosts: [], speakers: [],
    said: [
      { who: 'hamagishi', step: 'proposed', text: '', at: '2025-11-17T21:30' },
      { who: 'sanumahara', step: 'changes_asked', text: 'どの本を読むのか、概要に書いていただけますか。参加する方が選びやすくなります。', at: '2025-11-18T09:15' },
    ] },
]
