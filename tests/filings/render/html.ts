/** Government web pages: plain, pasted from a word processor, in nested layout tables, in divs, in old encodings. */
import iconv from 'iconv-lite';
import { optionText } from '../layout/marks.js';
import type { Ink, PlacedCell, PrintedForm } from '../layout/sheet.js';
import type { Variation } from '../layout/variation.js';

export type PageKind = 'plain' | 'word' | 'nested' | 'divided';
export type Charset = 'utf-8' | 'gb18030' | 'utf-16le';

export interface PageStyle {
  readonly kind: PageKind;
  readonly charset: Charset;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\u00a0', '&nbsp;')
    .replaceAll('\n', '<br>');
}

function optionHtml(part: Extract<Ink, { kind: 'option' }>, variation: Variation): string {
  if (variation.nativeBoxes)
    return `<input type="checkbox"${part.ticked ? ' checked' : ''} disabled>${part.label}`;
  const { marks } = variation;
  if (marks.id === 'wingdings-raw') {
    const letter = part.ticked ? marks.ticked : '&pound;';
    return `<span style="font-family:'Wingdings 2'">${letter}</span>${part.label}`;
  }
  return escapeHtml(optionText(marks, part.label, part.ticked));
}

export function inkHtml(ink: readonly Ink[], variation: Variation): string {
  return ink
    .map((part) => (part.kind === 'text' ? escapeHtml(part.text) : optionHtml(part, variation)))
    .join('');
}

/** Word wraps every paragraph and every run in its own styles. */
function wordParagraph(html: string): string {
  return `<p class=MsoNormal align=center style='text-align:center;line-height:18.0pt'><span style='font-size:12.0pt;font-family:仿宋_GB2312;mso-hansi-font-family:仿宋'>${html}<span lang=EN-US><o:p></o:p></span></span></p>`;
}

export function spans(cell: PlacedCell): string {
  const columns = cell.columnSpan > 1 ? ` colspan="${cell.columnSpan}"` : '';
  return cell.rowSpan > 1 ? `${columns} rowspan=${cell.rowSpan}` : columns;
}

export function tableHtml(form: PrintedForm, variation: Variation, kind: PageKind): string {
  const rows = form.table.rows.map((cells) => {
    const tds = cells.map((cell) => {
      const content = inkHtml(cell.ink, variation);
      const filled =
        kind === 'word' ? wordParagraph(content) : content || (variation.seed % 3 ? '' : '&nbsp;');
      return `<td${spans(cell)}>${filled}</td>`;
    });
    return `<tr>${tds.join('')}</tr>`;
  });
  const attributes =
    kind === 'word' ? 'class=MsoNormalTable border=1 cellspacing=0 cellpadding=0' : 'border="1"';
  return `<table ${attributes}>${kind === 'plain' ? '<tbody>' : ''}${rows.join('\n')}${kind === 'plain' ? '</tbody>' : ''}</table>`;
}

export function lineHtml(ink: readonly Ink[], variation: Variation): string {
  return `<p>${inkHtml(ink, variation).replace(/ {2,}/g, (gap) => '&nbsp;'.repeat(gap.length))}</p>`;
}

function articleHtml(form: PrintedForm, variation: Variation, kind: PageKind): string {
  const text = (line: string): string => `<p>${escapeHtml(line)}</p>`;
  return [
    ...form.before.map(text),
    ...form.title.map((line) => `<p align="center"><b>${escapeHtml(line)}</b></p>`),
    ...form.heading.map((ink) => lineHtml(ink, variation)),
    tableHtml(form, variation, kind),
    ...form.footing.map((ink) => lineHtml(ink, variation)),
    ...form.after.map(text),
  ].join('\n');
}

const NAVIGATION =
  '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li><li><a href="/hdjl">互动交流</a></li><li><a href="/bsfw">办事服务</a></li><li><a href="/wznb">政府网站工作年度报表</a></li></ul></div>';

/** The publishing site's own footer: its sponsor and site code are not those of the filing. */
const FOOTER =
  '<div class="footer"><p>主办单位：某某市大数据局 承办单位：某某市信息中心 网站标识码：9901009999</p><p>某ICP备00000001号-1 <a href="#">某公网安备99010202000999号</a></p><p>联系电话：0000-12345678 网站地图</p></div>';

const SCRIPT =
  '<script>var row="<td>网站名称</td><td>示例</td>";</script><style>td{padding:3px}.footer{color:#999}</style>';

function around(article: string, kind: PageKind): string {
  switch (kind) {
    case 'nested':
      return `<table width="1000" cellspacing="0"><tr><td colspan="2">${NAVIGATION}</td></tr><tr><td width="200"><table><tr><td>政务公开</td></tr><tr><td>信息发布</td></tr><tr><td>专栏专题</td></tr></table></td><td><table width="100%"><tr><td>${article}</td></tr></table></td></tr><tr><td colspan="2">${FOOTER}</td></tr></table>`;
    case 'divided':
      return `${NAVIGATION}<div id="zoom"><div class="TRS_Editor"><div><div>${article}</div></div></div></div><div class="tools"><a>打印本页</a> <a>关闭窗口</a></div>${FOOTER}`;
    default:
      return `${NAVIGATION}<div class="content">${article}</div>${FOOTER}`;
  }
}

function pageHtml(form: PrintedForm, variation: Variation, style: PageStyle): string {
  const meta =
    style.kind === 'word'
      ? `<meta http-equiv="Content-Type" content="text/html; charset=${style.charset}">`
      : `<meta charset="${style.charset}">`;
  const title = escapeHtml(form.title.join('') || '政府网站年度报表');
  const namespace =
    style.kind === 'word'
      ? '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">'
      : '<!DOCTYPE html><html lang="zh-CN">';
  return `${namespace}<head>${meta}<title>${title}-某某市人民政府</title>${SCRIPT}</head><body>\n${around(articleHtml(form, variation, style.kind), style.kind)}\n</body></html>`;
}

export function writeHtml(form: PrintedForm, variation: Variation, style: PageStyle): Uint8Array {
  const page = pageHtml(form, variation, style);
  return iconv.encode(page, style.charset, { addBOM: style.charset === 'utf-16le' });
}

/** Markdown of converters that keep merged cells: the table as HTML inside. */
export function writeMarkdownHtml(form: PrintedForm, variation: Variation): Uint8Array {
  const line = (ink: readonly Ink[]): string => inkHtml(ink, variation);
  const heading = (words: string, index: number): string => (index === 0 ? `# ${words}` : words);
  const parts = [
    ...form.before,
    ...form.title.map(heading),
    ...form.heading.map(line),
    tableHtml(form, variation, 'plain').replaceAll('\n', ''),
    ...form.footing.map(line),
    ...form.after,
  ];
  return new TextEncoder().encode(`${parts.join('\n\n')}\n`);
}
