/**
 * Characters that people type for one another and that NFKC leaves apart: old and name forms of kanji → the form in use. Pairs,
 * first what is folded. The migration that makes `search_fold` holds the same table; a test compares the two.
 */
const kanji = `
亞亜 惡悪 壓圧 圍囲 爲為 醫医 壹壱 隱隠 榮栄 營営 衞衛 驛駅 圓円 鹽塩 緣縁 艷艶 應応 歐欧 毆殴 櫻桜 奧奥 橫横 溫温 穩穏 假仮 價価 畫画 會会 壞壊
懷懐 繪絵 擴拡 殼殻 覺覚 學学 嶽岳 樂楽 渴渇 勸勧 卷巻 寬寛 歡歓 罐缶 觀観 關関 陷陥 顏顔 歸帰 氣気 龜亀 僞偽 戲戯 犧犠 卻却 舊旧 據拠 擧挙 虛虚
峽峡 挾挟 狹狭 鄕郷 曉暁 驅駆 勳勲 薰薫 徑径 惠恵 揭掲 溪渓 經経 繼継 莖茎 螢蛍 輕軽 鷄鶏 藝芸 擊撃 缺欠 儉倹 劍剣 圈圏 檢検 權権 獻献 硏研 縣県
險険 顯顕 驗験 嚴厳 效効 廣広 恆恒 鑛鉱 號号 國国 圀国 黑黒 碎砕 濟済 齋斎 齊斎 斉斎 劑剤 雜雑 參参 慘惨 棧桟 蠶蚕 贊賛 殘残 絲糸 齒歯 兒児 辭辞
濕湿 實実 寫写 釋釈 壽寿 收収 從従 澁渋 獸獣 縱縦 肅粛 處処 緖緒 敍叙 奬奨 將将 燒焼 稱称 證証 乘乗 剩剰 壤壌 孃嬢 條条 淨浄 疊畳 穰穣 讓譲 釀醸
囑嘱 觸触 寢寝 愼慎 晉晋 眞真 盡尽 圖図 粹粋 醉酔 隨随 髓髄 數数 樞枢 瀨瀬 聲声 靜静 攝摂 竊窃 專専 戰戦 淺浅 潛潜 纖繊 踐践 錢銭 禪禅 雙双 壯壮
搜捜 插挿 爭争 總総 聰聡 莊荘 裝装 騷騒 增増 藏蔵 臟臓 卽即 屬属 續続 墮堕 體体 對対 帶帯 滯滞 臺台 瀧滝 擇択 澤沢 單単 擔担 膽胆 團団 彈弾 斷断
癡痴 遲遅 晝昼 蟲虫 鑄鋳 廳庁 徵徴 聽聴 敕勅 鎭鎮 遞逓 鐵鉄 鐡鉄 銕鉄 轉転 點点 傳伝 黨党 盜盗 燈灯 當当 德徳 獨独 讀読 屆届 貳弐 腦脳 霸覇 廢廃
拜拝 賣売 麥麦 發発 髮髪 拔抜 蠻蛮 祕秘 彥彦 姬姫 濱浜 濵浜 甁瓶 拂払 佛仏 倂併 竝並 變変 邊辺 邉辺 辨弁 辯弁 瓣弁 步歩 寶宝 豐豊 襃褒 沒没 飜翻
槇槙 萬万 默黙 餠餅 彌弥 藥薬 譯訳 豫予 餘余 與与 譽誉 搖揺 樣様 謠謡 遙遥 來来 賴頼 亂乱 覽覧 龍竜 兩両 獵猟 綠緑 壘塁 淚涙 禮礼 勵励 戾戻 靈霊
齡齢 曆暦 歷歴 戀恋 鍊錬 爐炉 勞労 樓楼 郞郎 祿禄 錄録 灣湾 亙亘 凜凛 堯尭 巖巌 檜桧 麵麺 嚙噛 攪撹 簞箪 繫繋 蔣蒋 蟬蝉 蠟蝋 醬醤 頰頬 顚顛 鷗鴎
鹼鹸 麴麹 黃黄 每毎 靑青 淸清 吳呉 娛娯 悅悦 稅税 說説 脫脱 閱閲 銳鋭 敎教 絕絶 涉渉 巢巣 產産 稻稲 曾曽 尙尚 吞呑 姸妍 禰祢 蘆芦 藪薮 舘館 凉涼
髙高 﨑崎 嵜崎 𠮷吉 嶋島 嶌島 冨富 峯峰 桒桑 槗橋 𣘺橋 栁柳 舩船 渕淵 渊淵 靏鶴 靍鶴 埜野 曻昇 煕熙 凞熙`

/** Capital letters with marks, Greek and Cyrillic ones; A to Z are folded apart. */
function findCapitals(): [string, string][] {
  const found: [string, string][] = []
  for (const [from, to] of [[0xc0, 0x17f], [0x370, 0x52f], [0x1e00, 0x1eff]] as const) {
    for (let code = from; code <= to; code++) {
      const [upper, lower] = [String.fromCodePoint(code), String.fromCodePoint(code).toLowerCase()]
      if (upper !== lower && [...lower].length === 1 && upper.normalize('NFKC') === upper) found.push([upper, lower])
    }
  }
  return found
}

export const kanjiVariants: ReadonlyMap<string, string> = new Map(kanji.trim().split(/\s+/).map((pair) => {
  const [from = '', to = ''] = [...pair]
  return [from, to]
}))

export const capitals: ReadonlyMap<string, string> = new Map(findCapitals())
