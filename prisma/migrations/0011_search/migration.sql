-- Search: how texts are compared, and the index that finds them. app/core/search/fold.ts folds in the same way.
create function search_fold(given text) returns text language plpgsql immutable strict parallel safe cost 500 as $$
declare
  t text := lower(normalize(given, nfkc) collate "C");
begin
  if t ~ '[\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]' then
    t := regexp_replace(t, '[\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]+', '', 'g');
  end if;
  if t ~ '[〜∼〰‐‑‒–—―−─゠-]' then
    t := regexp_replace(regexp_replace(t, '[〜∼〰]', '~', 'g'), '[‐‑‒–—―−─゠-]', 'ー', 'g');
  end if;
  if t ~ '[亞惡壓圍爲醫壹隱榮營衞驛圓鹽緣艷應歐毆櫻奧橫溫穩假價畫會壞懷繪擴殼覺學嶽樂渴勸卷寬歡罐觀關陷顏歸氣龜僞戲犧卻舊據擧虛峽挾狹鄕曉驅勳薰徑惠揭溪經繼莖螢輕鷄藝擊缺儉劍圈檢權獻硏縣險顯驗嚴效廣恆鑛號國圀黑碎濟齋齊斉劑雜參慘棧蠶贊殘絲齒兒辭濕實寫釋壽收從澁獸縱肅處緖敍奬將燒稱證乘剩壤孃條淨疊穰讓釀囑觸寢愼晉眞盡圖粹醉隨髓數樞瀨聲靜攝竊專戰淺潛纖踐錢禪雙壯搜插爭總聰莊裝騷增藏臟卽屬續墮體對帶滯臺瀧擇澤單擔膽團彈斷癡遲晝蟲鑄廳徵聽敕鎭遞鐵鐡銕轉點傳黨盜燈當德獨讀屆貳腦霸廢拜賣麥發髮拔蠻祕彥姬濱濵甁拂佛倂竝變邊邉辨辯瓣步寶豐襃沒飜槇萬默餠彌藥譯豫餘與譽搖樣謠遙來賴亂覽龍兩獵綠壘淚禮勵戾靈齡曆歷戀鍊爐勞樓郞祿錄灣亙凜堯巖檜麵嚙攪簞繫蔣蟬蠟醬頰顚鷗鹼麴黃每靑淸吳娛悅稅說脫閱銳敎絕涉巢產稻曾尙吞姸禰蘆藪舘凉髙﨑嵜𠮷嶋嶌冨峯桒槗𣘺栁舩渕渊靏靍埜曻煕凞]' then
    t := translate(t,
      '亞惡壓圍爲醫壹隱榮營衞驛圓鹽緣艷應歐毆櫻奧橫溫穩假價畫會壞懷繪擴殼覺學嶽樂渴勸卷寬歡罐觀關陷顏歸氣龜僞戲犧卻舊據擧虛峽挾狹鄕曉驅勳薰徑惠揭溪經繼莖螢輕鷄藝擊缺儉劍圈檢權獻硏縣險顯驗嚴效廣恆鑛號國圀黑碎濟齋齊斉劑雜參慘棧蠶贊殘絲齒兒辭濕實寫釋壽收從澁獸縱肅處緖敍奬將燒稱證乘剩壤孃條淨疊穰讓釀囑觸寢愼晉眞盡圖粹醉隨髓數樞瀨聲靜攝竊專戰淺潛纖踐錢禪雙壯搜插爭總聰莊裝騷增藏臟卽屬續墮體對帶滯臺瀧擇澤單擔膽團彈斷癡遲晝蟲鑄廳徵聽敕鎭遞鐵鐡銕轉點傳黨盜燈當德獨讀屆貳腦霸廢拜賣麥發髮拔蠻祕彥姬濱濵甁拂佛倂竝變邊邉辨辯瓣步寶豐襃沒飜槇萬默餠彌藥譯豫餘與譽搖樣謠遙來賴亂覽龍兩獵綠壘淚禮勵戾靈齡曆歷戀鍊爐勞樓郞祿錄灣亙凜堯巖檜麵嚙攪簞繫蔣蟬蠟醬頰顚鷗鹼麴黃每靑淸吳娛悅稅說脫閱銳敎絕涉巢產稻曾尙吞姸禰蘆藪舘凉髙﨑嵜𠮷嶋嶌冨峯桒槗𣘺栁舩渕渊靏靍埜曻煕凞',
      '亜悪圧囲為医壱隠栄営衛駅円塩縁艶応欧殴桜奥横温穏仮価画会壊懐絵拡殻覚学岳楽渇勧巻寛歓缶観関陥顔帰気亀偽戯犠却旧拠挙虚峡挟狭郷暁駆勲薫径恵掲渓経継茎蛍軽鶏芸撃欠倹剣圏検権献研県険顕験厳効広恒鉱号国国黒砕済斎斎斎剤雑参惨桟蚕賛残糸歯児辞湿実写釈寿収従渋獣縦粛処緒叙奨将焼称証乗剰壌嬢条浄畳穣譲醸嘱触寝慎晋真尽図粋酔随髄数枢瀬声静摂窃専戦浅潜繊践銭禅双壮捜挿争総聡荘装騒増蔵臓即属続堕体対帯滞台滝択沢単担胆団弾断痴遅昼虫鋳庁徴聴勅鎮逓鉄鉄鉄転点伝党盗灯当徳独読届弐脳覇廃拝売麦発髪抜蛮秘彦姫浜浜瓶払仏併並変辺辺弁弁弁歩宝豊褒没翻槙万黙餅弥薬訳予余与誉揺様謡遥来頼乱覧竜両猟緑塁涙礼励戻霊齢暦歴恋錬炉労楼郎禄録湾亘凛尭巌桧麺噛撹箪繋蒋蝉蝋醤頬顛鴎鹸麹黄毎青清呉娯悦税説脱閲鋭教絶渉巣産稲曽尚呑妍祢芦薮館涼高崎崎吉島島富峰桑橋橋柳船淵淵鶴鶴野昇熙熙');
  end if;
  if t ~ '[ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮĴĶĹĻĽŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽͰͲͶͿΆΈΉΊΌΎΏΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΪΫϏϘϚϜϞϠϢϤϦϨϪϬϮϷϺϽϾϿЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѠѢѤѦѨѪѬѮѰѲѴѶѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӁӃӅӇӉӋӍӐӒӔӖӘӚӜӞӠӢӤӦӨӪӬӮӰӲӴӶӸӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮḀḂḄḆḈḊḌḎḐḒḔḖḘḚḜḞḠḢḤḦḨḪḬḮḰḲḴḶḸḺḼḾṀṂṄṆṈṊṌṎṐṒṔṖṘṚṜṞṠṢṤṦṨṪṬṮṰṲṴṶṸṺṼṾẀẂẄẆẈẊẌẎẐẒẔẞẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸỺỼỾ]' then
    t := translate(t,
      'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮĴĶĹĻĽŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽͰͲͶͿΆΈΉΊΌΎΏΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΪΫϏϘϚϜϞϠϢϤϦϨϪϬϮϷϺϽϾϿЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѠѢѤѦѨѪѬѮѰѲѴѶѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӁӃӅӇӉӋӍӐӒӔӖӘӚӜӞӠӢӤӦӨӪӬӮӰӲӴӶӸӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮḀḂḄḆḈḊḌḎḐḒḔḖḘḚḜḞḠḢḤḦḨḪḬḮḰḲḴḶḸḺḼḾṀṂṄṆṈṊṌṎṐṒṔṖṘṚṜṞṠṢṤṦṨṪṬṮṰṲṴṶṸṺṼṾẀẂẄẆẈẊẌẎẐẒẔẞẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸỺỼỾ',
      'àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįĵķĺļľłńņňŋōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷÿźżžͱͳͷϳάέήίόύώαβγδεζηθικλμνξοπρστυφχψωϊϋϗϙϛϝϟϡϣϥϧϩϫϭϯϸϻͻͼͽѐёђѓєѕіїјљњћќѝўџабвгдежзийклмнопрстуфхцчшщъыьэюяѡѣѥѧѩѫѭѯѱѳѵѷѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӂӄӆӈӊӌӎӑӓӕӗәӛӝӟӡӣӥӧөӫӭӯӱӳӵӷӹӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯḁḃḅḇḉḋḍḏḑḓḕḗḙḛḝḟḡḣḥḧḩḫḭḯḱḳḵḷḹḻḽḿṁṃṅṇṉṋṍṏṑṓṕṗṙṛṝṟṡṣṥṧṩṫṭṯṱṳṵṷṹṻṽṿẁẃẅẇẉẋẍẏẑẓẕßạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹỻỽỿ');
  end if;
  if t ~ '[ァ-ヶヽヾ]' then
    t := translate(t,
      'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶヽヾ',
      'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔゕゖゝゞ');
  end if;
  if t ~ '[\t-\r\u0085\u1680\u2028\u2029]|  ' then
    t := regexp_replace(t, '[\t-\r \u0085\u1680\u2028\u2029]+', ' ', 'g');
  end if;
  return t;
end $$;

-- Every two neighbouring characters of a folded text; the last character of a word stands alone, so that one character is found as a prefix.
create function search_bigrams(folded text) returns tsvector language sql immutable strict parallel safe cost 5000 return (
  select coalesce(array_to_tsvector(array_agg(rtrim(c || next))), ''::tsvector)
  from (select c, lead(c, 1, '') over (order by i) as next from string_to_table(folded, null) with ordinality as u(c, i)) as pairs
  where c <> ' '
);


-- Each text is folded where it stands, by whatever path it came; the column of a profile holds what every member may see and nothing else.
alter table post add column norm text generated always as (search_fold(text)) stored;
alter table topic add column norm text generated always as (search_fold(title)) stored;
alter table event add column norm text generated always as (search_fold(title || E'\n' || summary || E'\n' || place || E'\n' || regexp_replace(body, '<[^>]*>', ' ', 'g'))) stored;
alter table question add column norm text generated always as (search_fold(text)) stored;
alter table news add column norm text generated always as (search_fold(title || E'\n' || summary || E'\n' || department || E'\n' || regexp_replace(body, '<[^>]*>', ' ', 'g'))) stored;
alter table member add column norm text generated always as (search_fold(display_name || ' ' || family_name || given_name || ' ' || kana || ' ' || family_kana || given_kana)) stored;
alter table profile add column norm text generated always as (search_fold(
  case when coalesce(visibility ->> 'jobType', '') <> 'staff' then job_type else '' end || E'\n' ||
  case when coalesce(visibility ->> 'department', '') <> 'staff' then department else '' end || E'\n' ||
  case when coalesce(visibility ->> 'headline', '') <> 'staff' then headline else '' end || E'\n' ||
  case when coalesce(visibility ->> 'bio', '') <> 'staff' then bio else '' end)) stored;

-- An insert pays for its own entries (fastupdate off): a list of them to be sorted in later would be read by every search until then.
create index post_search on post using gin (search_bigrams(norm)) with (fastupdate = off);
create index post_recent on post (created_at desc, id desc) where hidden_at is null;
create index topic_search on topic using gin (search_bigrams(norm)) with (fastupdate = off);
create index event_search on event using gin (search_bigrams(norm)) with (fastupdate = off);
create index question_search on question using gin (search_bigrams(norm)) with (fastupdate = off);
create index news_search on news using gin (search_bigrams(norm)) with (fastupdate = off);
create index member_search on member using gin (search_bigrams(norm)) with (fastupdate = off);
create index profile_search on profile using gin (search_bigrams(norm)) with (fastupdate = off);

-- What a page shows stays in its row; what only search reads leaves it first when a post is long.
alter table post alter column html set storage main;

-- Tags are compared as texts are.
update tag set key = search_fold(trim(name)) where key <> search_fold(trim(name)) and not exists (select from tag o where o.key = search_fold(trim(tag.name)));
