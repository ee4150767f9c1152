/** Who can sign in on a demo, and with what. Shown on the login page of a demo only. All of them are fictional. Browser-safe. */
export const demoPassword = 'enishi-demo-2025'

/** In the order of the login page, with who it is in both languages. */
export const demoLogins = [
  { email: 'alumni@example.com', ja: '浜岸 遥香：会員', en: 'Haruka Hamagishi: member' },
  { email: 'attendee@example.com', ja: '名取沢 真由：セミナーに申し込んだ会員', en: 'Mayu Natorizawa: member, registered for seminars' },
  { email: 'mentor@example.com', ja: '遠刈野 樹：メンター', en: 'Itsuki Togarino: mentor' },
  { email: 'host@example.com', ja: '蔵守 大輔：セミナーの講師', en: 'Daisuke Kuramori: seminar host' },
  { email: 'hr@example.com', ja: '佐沼原 由紀：人事課の管理者', en: 'Yuki Sanumahara: HR administrator' },
  { email: 'hr2@example.com', ja: '多賀森 修一：人事課の管理者(2人目)', en: 'Shuichi Tagamori: second HR administrator' },
  { email: 'moderator@example.com', ja: '鳴瀬谷 亮：モデレーター', en: 'Ryo Naruseya: moderator' },
  { email: 'dept@example.com', ja: '牡鹿原 千尋：担当課', en: 'Chihiro Oshikahara: responsible department' },
  { email: 'operator@example.com', ja: '迫戸 健吾：システムの運用者', en: 'Kengo Hazamado: operator of the system' },
  { email: 'applicant@example.com', ja: '古川沢 葵：在籍確認中の方', en: 'Aoi Furukawazawa: waiting for verification' },
] as const
