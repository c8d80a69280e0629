/**
 * Traditional characters to simplified ones, for the copies on which labels and options are compared: mirror sites
 * convert filings. The forms' own words are few, so a table of their characters does; a test holds it to the
 * dictionaries of OpenCC for every label and option of every template.
 */

/** Traditional characters of the forms' labels, options and usual answers, each before its simplified one. */
const FORM_CHARACTER_PAIRS =
  '編编絲丝佈布佔占侷局係系個个備备億亿兩两冊册創创動动務务區区參参員员問问單单報报壯壮實实寧宁審审寫写專专層层屬属崗岗廳厅彙汇' +
  '復复徵征態态應应據据數数時时暫暂書书條条標标機机橫横檢检欄栏權权況况測测瀏浏災灾爲为無无熱热獨独現现瓊琼產产産产當当發发' +
  '監监眾众確确碼码礙碍稱称簽签籤签粵粤約约納纳級级結结統统網网線线維维練练縣县總总績绩聯联職职臨临與与萬万蓋盖蘇苏處处號号' +
  '製制複复覈核見见視视覽览訂订計计訓训記记訪访設设註注評评話话語语說说調调談谈請请論论識识護护讀读負负責责貳贰貴贵載载輿舆' +
  '辦办週周運运過过遷迁選选遼辽鄉乡錯错鎮镇門门開开間间閱阅關关陝陕陸陆際际雙双離离雲云電电響响頁页項项預预頭头頻频題题類类' +
  '餘余體体髮发點点龍龙戶户礙碍臺台內内採采繫系別别錄录衆众覆复為为閲阅沒没説说';

function pairTable(pairs: string): ReadonlyMap<string, string> {
  const characters = [...pairs];
  return new Map(
    characters.flatMap((traditional, place): [string, string][] =>
      place % 2 === 0 ? [[traditional, characters[place + 1] ?? traditional]] : [],
    ),
  );
}

const FORM_CHARACTERS = pairTable(FORM_CHARACTER_PAIRS);
const ANY_FORM_CHARACTER = new RegExp(`[${[...FORM_CHARACTERS.keys()].join('')}]`, 'gu');

/** Whether a text has traditional characters that occur in the forms. */
export function needsSimplifying(text: string): boolean {
  return text.search(ANY_FORM_CHARACTER) >= 0;
}

/**
 * Simplifies the characters of the forms' own words one by one, without dictionaries: enough to recognise
 * options and answers such as 暫無, not to convert a text.
 */
export function simplifyFormWords(text: string): string {
  return text.replace(ANY_FORM_CHARACTER, (character) => FORM_CHARACTERS.get(character) ?? character);
}
