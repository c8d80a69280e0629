import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { LimitExceeded } from '../../../src/errors.js';
import { htmlAdapter, readHtmlBlocks } from '../../../src/extract/html.js';
import { sniff } from '../../../src/extract/sniff.js';
import { DEFAULT_LIMITS } from '../../../src/limits.js';
import type { Block, Piece } from '../../../src/model/document.js';

function shown(content: readonly Piece[]): string {
  return content
    .map((piece) => (piece.kind === 'text' ? piece.text : piece.state === 'checked' ? '{+}' : '{-}'))
    .join('');
}

/** Paragraphs as they are, tables as rows of `|`-parted cells with the grid columns that cells start in. */
function outline(blocks: readonly Block[]): unknown[] {
  return blocks.map((block) => {
    if (block.kind === 'paragraph') return shown(block.content);
    const rows: string[] = [];
    for (const cell of block.cells) {
      const text = `${cell.column}:${shown(cell.content)}`;
      rows[cell.row] = rows[cell.row] === undefined ? text : `${rows[cell.row]}|${text}`;
    }
    return rows;
  });
}

const read = (html: string): unknown[] => outline(readHtmlBlocks(html, DEFAULT_LIMITS).blocks);

const FORM = ['网站名称', '首页网址', '主办单位', '网站类型']
  .map((label, n) => `<tr><td>${label}</td><td>${n}</td></tr>`)
  .join('');
const FORM_OUTLINE = ['0:网站名称|1:0', '0:首页网址|1:1', '0:主办单位|1:2', '0:网站类型|1:3'];

describe('readHtmlBlocks: tables', () => {
  it('reads unclosed cells, upper-case tags and wrong spans', () => {
    expect(read('<TABLE><TR><TD>甲<TD>1<TR><TD ROWSPAN=65534>乙<TD COLSPAN=1000>2<TR><TD>3</TABLE>')).toEqual(
      [['0:甲|1:1', '0:乙|1:2', '1:3']],
    );
  });

  it('reads a form four layout tables deep', () => {
    const nested = `${'<table><tr><td>'.repeat(4)}<p>标题</p><table>${FORM}</table>${'</td></tr></table>'.repeat(4)}`;
    expect(read(nested)).toEqual(['标题', FORM_OUTLINE]);
  });

  it('takes a layout table apart in reading order', () => {
    const side = `<table><tr><td>首页</td></tr><tr><td>导航</td><td>前文<table>${FORM}</table>后文</td></tr><tr><td>甲</td><td>1</td></tr></table>`;
    expect(read(side)).toEqual(['首页', '导航', '前文', FORM_OUTLINE, '后文', ['0:甲|1:1']]);
  });

  it('keeps a mini table inside the cell of a form', () => {
    const mini =
      '<table><tr><td><input type=checkbox checked>是</td><td><input type=checkbox>否</td></tr></table>';
    const list = '<table><tr><td>微博</td><td>1</td></tr><tr><td>抖音</td><td>2</td></tr></table>';
    const form = `<table>${FORM}<tr><td>目录</td><td>${mini}</td></tr><tr><td>其他</td><td>${list}</td></tr></table>`;
    expect(read(form)).toEqual([[...FORM_OUTLINE, '0:目录|1:{+}是\t{-}否', '0:其他|1:微博\t1\n抖音\t2']]);
  });

  it('puts captions first and the footer last', () => {
    expect(
      read(
        '<table><caption>表一</caption><tfoot><tr><td>总<td>3</tfoot><tbody><tr><th>甲<td>1</tbody></table>',
      ),
    ).toEqual(['表一', ['0:甲|1:1', '0:总|1:3']]);
  });

  it('closes a paragraph that a table stands in', () => {
    expect(read(`<p>前<table>${FORM}</table>后</p>`)).toEqual(['前', FORM_OUTLINE, '后']);
  });

  it('reads the rows of Excel: cells run together, short rows, rows that only measure', () => {
    const page = `<table x:str><col width=72 span=4>
      <tr height=24><td colspan=4 height=24>政府网站监管年度报表</td></tr>
      <tr><td rowspan=2>网站<span style='mso-spacerun:yes'>  </span>总数</td><td x:num>12</td><td align=right x:num="0.98">98%</td></tr>
      <tr><td colspan=3 style='mso-ignore:colspan'></td></tr>
      <tr><td colspan=2 style='mso-ignore:colspan'>很长的名称</td><td>3</td></tr>
      <![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=72></td><td width=72></td></tr><![endif]>
    </table>`;
    expect(read(page)).toEqual([
      ['0:政府网站监管年度报表', '0:网站 总数|1:12|2:98%', '1:|2:|3:', '0:很长的名称|1:|2:3'],
    ]);
  });

  it('reads rows that lost their table', () => {
    expect(read(FORM)).toEqual([FORM_OUTLINE]);
  });

  it('reads divs drawn as tables, grid rows and definition lists', () => {
    const rows = ['甲', '乙', '丙'];
    const css = rows.map(
      (r) =>
        `<div style="display:table-row"><div style="display: table-cell">${r}</div><div style="display:table-cell">1</div></div>`,
    );
    const grid = rows.map(
      (r) => `<div class="row"><div class="col-md-4">${r}</div><div class="col-md-8">1</div></div>`,
    );
    const list = rows.map((r) => `<dt>${r}</dt><dd>1</dd>`);
    const expected = ['0:甲|1:1', '0:乙|1:1', '0:丙|1:1'];
    expect(
      read(`<div>${css.join('')}</div><div>${grid.join('\n')}</div><dl>${list.join('\n')}</dl>`),
    ).toEqual([expected, expected, expected]);
    expect(read('<dl><dt>甲</dt><dd>1</dd></dl>')).toEqual([['0:甲|1:1']]);
    const menu = `<dl><dt>栏目</dt><dd>${'<a>政务公开</a>'.repeat(200)}</dd></dl>`;
    expect(read(menu).every((block) => typeof block === 'string')).toBe(true);
  });

  it('numbers tables and cells from the given index', () => {
    const [, second] = readHtmlBlocks(
      '<table><tr><td>a<td>b</table><table><tr><td>c<td>d</table>',
      DEFAULT_LIMITS,
      3,
    ).blocks;
    expect(second).toMatchObject({
      index: 4,
      cells: [{ origin: { table: 4, row: 0, column: 0 } }, { column: 1 }],
    });
  });
});

describe('readHtmlBlocks: text', () => {
  it('joins the blocks of a cell by line breaks, as pasted from Word', () => {
    const cell =
      '<p class=MsoNormal><span style="font-family:仿宋">总访问量<span lang=EN-US><o:p></o:p></span></span></p>\n<p class=MsoNormal>（单位：\n  次）<br>备注</p>';
    expect(read(`<table><tr><td>${cell}</td><td>&nbsp;</td></tr></table>`)).toEqual([
      ['0:总访问量\n（单位：次）\n备注|1:\u00A0'],
    ]);
  });

  it('turns letters in symbol fonts into marks', () => {
    const word = `<span style='font-family:"Wingdings 2";mso-char-type:symbol'>R</span>`;
    const inner = `<span style="font-family:宋体"><span style="mso-char-type:symbol;mso-symbol-font-family:'Wingdings 2'">£</span></span>`;
    expect(
      read(`<p>${word}是 ${inner}否 <font face=Wingdings>&#254;</font>一 <font face="Arial">R</font></p>`),
    ).toEqual(['{+}是 {-}否 {+}一 R']);
  });

  it('reads controls as what they show', () => {
    expect(
      read(
        '<p><input type=checkbox checked>甲<input type=RADIO>乙<input type="checkbox" checked="false">丙</p><p><input value=5>个<input type=hidden value=x></p><p><select><option>一<option selected>二</select></p><p><textarea>意见</textarea></p><p><img src="/i/unchecked.gif">丁<img src="/i/checkbox_checked.png">戊</p>',
      ),
    ).toEqual(['{+}甲{-}乙{-}丙', '5个', '二', '意见', '{-}丁{+}戊']);
  });

  it('reads boxes of icon fonts and component libraries, and no words of pictures', () => {
    const icon = (classes: string): string => `<i class="${classes}"></i>`;
    const boxes = [
      [icon('fa fa-check-square-o'), icon('fa fa-square-o')],
      [icon('bi bi-check-circle-fill'), icon('bi bi-circle')],
      [icon('iconfont icon-checkbox-checked'), icon('iconfont icon-un-checked')],
      [icon('glyphicon glyphicon-ok'), icon('mdi mdi-checkbox-blank-outline')],
      // What editors leave of the next: its empty parts and the input gone.
      [icon('el-checkbox__input is-checked'), icon('el-checkbox__input')],
      ...[['is-checked', '']].map(([yes = '', no = '']) =>
        [yes, no].map(
          (state) =>
            `<label class="el-checkbox ${state}"><span class="el-checkbox__input ${state}"><span class="inner"></span><input type="checkbox" value="x"></span></label>`,
        ),
      ),
    ];
    const symbol = (name: string): string => `<svg class="icon"><use xlink:href="#icon-${name}"></use></svg>`;
    boxes.push(
      [symbol('checkbox-checked'), symbol('checkbox-unchecked')],
      [symbol('check-square'), symbol('square')],
    );
    const drawn = (name: string): string =>
      `<span style="background:url('/i/${name}.png') no-repeat">&nbsp;</span>`;
    boxes.push([drawn('checked'), drawn('unchecked')]);
    for (const [yes, no] of boxes) expect(read(`<p>${yes}是${no}否</p>`), yes).toEqual(['{+}是{-}否']);
    expect(
      read('<p><img src="ga.png" alt="公安备案图标">赣公网安备1号<i class="fa fa-home"></i></p>'),
    ).toEqual(['赣公网安备1号']);
    expect(read('<p><img src="1.png" alt="√">是</p>')).toEqual(['{+}是']);
    expect(read('<p><img src="1.png" title="选中" alt="">是<img src="2.png" title="未选中">否</p>')).toEqual([
      '{+}是{-}否',
    ]);
  });

  it('reads the fields that Word hides in comments', () => {
    const mark = (name: string): string => `<span style='mso-element:field-${name}'></span>`;
    const codes = (inside: string): string => `<!--[if supportFields]>${inside}<![endif]-->`;
    const eq = (inside: string): string =>
      codes(
        `${mark('begin')}<span style='mso-spacerun:yes'>&nbsp;</span>eq \\o\\ac(□,${inside})${mark('end')}`,
      );
    // FFData of [MS-DOC] 2.9.78: version, type and state, name, default.
    const box = (bits: string, preset: string): string =>
      `${codes(`<span lang=EN-US>${mark('begin')} FORMCHECKBOX ${mark('separator')}</span>`)}<!--[if gte mso 9]><xml>
 <w:data>FFFFFFFF${bits}00001400060043006800650063006B0031000000${preset}00000000000000000000</w:data>
</xml><![endif]-->${codes(mark('end'))}`;
    expect(read(`<p>${eq('√')}是 ${eq('')}否</p>`)).toEqual(['{+}是 {-}否']);
    expect(
      read(
        `<p>${box('0500', '0000')}一 ${box('0100', '0100')}二 ${box('6500', '0100')}三 ${box('6500', '0000')}四</p>`,
      ),
    ).toEqual(['{+}一 {-}二 {+}三 {-}四']);
    const link = codes(`${mark('begin')} HYPERLINK "x" ${mark('separator')}`);
    expect(read(`<p>${link}网址${codes(mark('end'))}</p>`)).toEqual(['网址']);
  });

  it('leaves out what is not shown', () => {
    expect(
      read(
        '<script>var x="<td>";</script><style>p{}</style><p hidden>a</p><p style="display: none">b</p><noscript>c</noscript><!-- d --><!--[if supportFields]>e<![endif]--><template>f</template><p>旧<del>删</del><s>一</s><strike>二</strike><span style="text-decoration:underline line-through">三</span><u>留</u></p>',
      ),
    ).toEqual(['旧留']);
  });

  it('gives the title first', () => {
    expect(read('<title>政府网站工作年度报表\n（2022年度）</title><p>x</p>')).toEqual([
      '政府网站工作年度报表 （2022年度）',
      'x',
    ]);
  });
});

describe('readHtmlBlocks: limits and warnings', () => {
  it('names where the form is when the page only leads to it', () => {
    const { warnings } = readHtmlBlocks(
      '<p>见附件</p><a href="/a/b.docx">年度报表</a><iframe src="v.html"></iframe>',
      DEFAULT_LIMITS,
    );
    expect(warnings).toEqual([
      { rule: 'content-elsewhere', message: expect.stringContaining('/a/b.docx (年度报表), v.html') },
    ]);
    const filled = `<table>${FORM.repeat(3)}</table><a href="/a/b.docx">下载</a>`;
    expect(readHtmlBlocks(filled, DEFAULT_LIMITS).warnings).toEqual([]);
  });

  it('refuses hopeless nesting, and walks deep pages without recursion', () => {
    expect(() => readHtmlBlocks('<div>'.repeat(100_000), DEFAULT_LIMITS)).toThrow(LimitExceeded);
    expect(read(`${'<table><tr><td>'.repeat(1_900)}底`)).toEqual(['底']);
    expect(read(`${'<span>'.repeat(1_900)}底`)).toEqual(['底']);
  });

  it('refuses more cells or elements than allowed', () => {
    const rows = '<tr><td>1<td>2'.repeat(6);
    expect(() => readHtmlBlocks(`<table>${rows}</table>`, { ...DEFAULT_LIMITS, cells: 11 })).toThrow(/12/);
    expect(() => readHtmlBlocks('<p>'.repeat(11), { ...DEFAULT_LIMITS, htmlNodes: 10 })).toThrow(
      LimitExceeded,
    );
  });
});

describe('htmlAdapter', () => {
  const options = { limits: DEFAULT_LIMITS, debugImages: null, cacheDir: null };

  it.each([
    ['gbk', `<html><head><meta charset="utf-8"></head><body><table>${FORM}</table></body></html>`],
    ['utf-16le', `<html><body><table>${FORM}</table></body></html>`],
  ])('reads a page in %s whatever it declares', async (encoding, html) => {
    const bytes = iconv.encode(html, encoding);
    const document = await htmlAdapter.read(bytes, sniff(bytes), options);
    expect(outline(document.blocks)).toEqual([FORM_OUTLINE]);
    expect(document).toMatchObject({ mediaType: 'text/html', sourceKind: 'html' });
  });

  it('reads XHTML with self-closed elements', async () => {
    const bytes = Buffer.from(
      `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><script src="a.js"/><title/></head><body><table><tr><td>甲</td><td/></tr><tr><td>乙</td><td>2</td></tr></table></body></html>`,
    );
    const document = await htmlAdapter.read(bytes, sniff(bytes), options);
    expect(document.mediaType).toBe('application/xhtml+xml');
    expect(outline(document.blocks)).toEqual([['0:甲|1:', '0:乙|1:2']]);
  });
});
