import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { describe, expect, it } from 'vitest';
import { docxAdapter } from '../../../src/extract/docx.js';
import { packZip } from '../../../src/extract/zip/pack-zip.js';
import { buildZip } from '../zip/build-zip.js';
import { buildDocx, cell, type DocxParts, field, paragraph, row, run, table } from './build-docx.js';
import { lines, readWith } from './read-office.js';

async function read(body: string, parts: DocxParts = {}): Promise<readonly string[]> {
  return lines((await readWith(docxAdapter, buildDocx(body, parts), 'docx')).blocks);
}

const symbol = (font: string, char: string) => `<w:r><w:sym w:font="${font}" w:char="${char}"/></w:r>`;
const wingdings = (font: string, text: string) =>
  run(text, `<w:rFonts w:ascii="${font}" w:hAnsi="${font}"/>`);
const control = (properties: string, content: string) =>
  `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
const checkBox = (checked: string) => `<w14:checkbox><w14:checked w14:val="${checked}"/></w14:checkbox>`;
const formBox = (state: string) =>
  field(' FORMCHECKBOX ', '', `<w:ffData><w:checkBox>${state}</w:checkBox></w:ffData>`);

describe('marks in docx', () => {
  it.each([
    [
      'w:sym in Wingdings 2',
      symbol('Wingdings 2', 'F052') + run('是 ') + symbol('Wingdings 2', 'F0A3') + run('否'),
    ],
    [
      'w:sym in Wingdings',
      symbol('Wingdings', 'F0FE') + run('是 ') + symbol('Wingdings', 'F0A8') + run('否'),
    ],
    [
      'w:sym by the low byte',
      symbol('Wingdings', '00FE') + run('是 ') + symbol('Wingdings', '006F') + run('否'),
    ],
    [
      'letters in Wingdings 2',
      wingdings('Wingdings 2', 'R') + run('是 ') + wingdings('Wingdings 2', '£') + run('否'),
    ],
    [
      'letters in Wingdings',
      wingdings('Wingdings', 'þ') + run('是 ') + wingdings('Wingdings', '¨') + run('否'),
    ],
    [
      'content controls',
      control(checkBox('1'), run('☒')) + run('是 ') + control(checkBox('0'), run('☐')) + run('否'),
    ],
    [
      'form check boxes',
      formBox('<w:checked/>') + run('是 ') + formBox('<w:default w:val="0"/>') + run('否'),
    ],
    [
      'form check boxes by default',
      formBox('<w:default w:val="1"/>') + run('是 ') + formBox('<w:checked w:val="0"/>') + run('否'),
    ],
    ['EQ fields', field(' eq \\o\\ac(□,√) ') + run('是 ') + field(' eq \\o\\ac(□, ) ') + run('否')],
    [
      'EQ fields with placing',
      field('EQ \\o\\ac(\\s\\up2(□),\\s\\do1(√))') + run('是 ') + field('EQ \\x( )') + run('否'),
    ],
    [
      'borders',
      run('√', '<w:bdr w:val="single"/>') + run('是 ') + run(' ', '<w:bdr w:val="single"/>') + run('否'),
    ],
    ['characters', run('☑是 □否')],
  ])('reads %s', async (_, content) => {
    expect(await read(paragraph(content))).toEqual(['[x]是 [ ]否']);
  });

  it('finds the symbol font in character and paragraph styles, and a theme font above it', async () => {
    const styles =
      '<w:style w:type="character" w:styleId="Base"><w:rPr><w:rFonts w:ascii="Wingdings 2"/></w:rPr></w:style>' +
      '<w:style w:type="character" w:styleId="Box"><w:basedOn w:val="Base"/></w:style>' +
      '<w:style w:type="paragraph" w:styleId="P"><w:rPr><w:rFonts w:hAnsi="Wingdings"/></w:rPr></w:style>';
    const body =
      paragraph(run('R', '<w:rStyle w:val="Box"/>'), run('是')) +
      paragraph(
        '<w:pPr><w:pStyle w:val="P"/></w:pPr>',
        run('þ'),
        run('R', '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'),
      ) +
      paragraph(run('R', '<w:rFonts w:asciiTheme="minorAscii" w:ascii="Wingdings 2"/>'));
    expect(await read(body, { styles })).toEqual(['[x]是', '[x]R', 'R']);
  });

  it('keeps a tick without a box one mark with the printed box beside it', async () => {
    expect(await read(paragraph(run('□'), symbol('Wingdings', 'F0FC'), run('是　□否')))).toEqual([
      '[x]是　[ ]否',
    ]);
  });

  it('never reads a picture letter as a letter', async () => {
    expect(await read(paragraph(wingdings('Wingdings', '('), run('12345')))).toEqual(['\uf02812345']);
  });
});

describe('text in docx', () => {
  it('accepts tracked changes', async () => {
    const body =
      paragraph(
        '<w:ins w:id="1"><w:r><w:t>78</w:t></w:r></w:ins>',
        '<w:del w:id="2"><w:r><w:delText>98</w:delText></w:r></w:del>',
        '<w:moveFrom w:id="3"><w:r><w:t>旧</w:t></w:r></w:moveFrom>',
        '<w:moveTo w:id="4"><w:r><w:t>新</w:t></w:r></w:moveTo>',
      ) +
      table(
        row(cell(paragraph(run('留'))), cell(paragraph(run('下')))),
        `<w:tr><w:trPr><w:del w:id="5"/></w:trPr>${cell(paragraph(run('删')))}${cell(paragraph(run('去')))}</w:tr>`,
      );
    expect(await read(body)).toEqual(['78新', '0: 留 | 下']);
  });

  it('joins a paragraph whose mark was deleted, but not beyond its cell', async () => {
    const deleted = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>';
    const body = table(
      row(cell(paragraph(deleted, run('一')) + paragraph(run('二'))), cell(paragraph(run('三')))),
      row(cell(paragraph(deleted, run('四'))), cell(paragraph(run('五')))),
    );
    expect(await read(body)).toEqual(['0: 一二 | 三', '1: 四 | 五']);
  });

  it('reads a text box once, where it is anchored', async () => {
    const box = (text: string) => `<w:txbxContent>${paragraph(run(text))}</w:txbxContent>`;
    const twice = (text: string) =>
      `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box(text)}</wps:txbx></w:drawing></mc:Choice>` +
      `<mc:Fallback><w:pict><v:shape><v:textbox>${box(text)}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
    const body = table(
      row(cell(paragraph(run('是否'), twice('√'))), cell(paragraph(run('甲'), twice('填报说明')))),
    );
    expect(await read(body)).toEqual(['0: 是否[x] | 甲\n填报说明']);
  });

  it('keeps results of fields and drops their instructions', async () => {
    const body = paragraph(
      field(' HYPERLINK "http://www.example.gov.cn/" ', run('www.gxzf.gov.cn')),
      field(' FORMTEXT ', run(' 12')),
      field(
        ' FORMDROPDOWN ',
        '',
        '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="二级"/><w:listEntry w:val="三级"/></w:ddList></w:ffData>',
      ),
      `<w:fldSimple w:instr="PAGE">${run('7')}</w:fldSimple>`,
    );
    expect(await read(body)).toEqual(['www.gxzf.gov.cn 12三级7']);
  });

  it('takes the prompt of an empty control for nothing, a filled control for its content', async () => {
    const prompt = control('<w:showingPlcHdr/>', run('单击此处输入文字。'));
    const body = table(
      row(cell(paragraph(run('总数'))), cell(paragraph(prompt)), cell(paragraph(control('', run('5'))))),
    );
    expect(await read(body)).toEqual(['0: 总数 |  | 5']);
  });

  it('drops hidden and struck text, pinyin and note numbers, keeps bases, formulas and hard hyphens', async () => {
    const body = paragraph(
      run('藏', '<w:vanish/>'),
      run('划', '<w:strike/>'),
      run('去', '<w:dstrike w:val="1"/>'),
      run('现', '<w:vanish w:val="0"/><w:strike w:val="0"/>'),
      `<w:r><w:ruby><w:rt>${run('wǎng')}</w:rt><w:rubyBase>${run('网')}</w:rubyBase></w:ruby></w:r>`,
      '<m:oMath><m:r><m:t>5</m:t></m:r></m:oMath>',
      '<w:r><w:footnoteReference w:id="2"/></w:r>',
      '<w:r><w:t>021</w:t><w:noBreakHyphen/><w:t>45</w:t><w:softHyphen/></w:r>',
    );
    expect(await read(body)).toEqual(['现网5021-45']);
  });

  it('puts the page header first only where the document begins with a table', async () => {
    const header = paragraph(run('政府网站工作年度报表'));
    const form = table(row(cell(paragraph(run('网站名称'))), cell(paragraph())));
    expect(await read(form, { header })).toEqual(['政府网站工作年度报表', '0: 网站名称 | ']);
    expect(await read(paragraph(run('标题')) + form, { header })).toEqual(['标题', '0: 网站名称 | ']);
  });
});

describe('tables in docx', () => {
  it('keeps merges of all three kinds, and cells skipped before a row', async () => {
    const body = table(
      row(
        cell(paragraph(run('a')), '<w:gridSpan w:val="2"/>'),
        cell(paragraph(run('b')), '<w:vMerge w:val="restart"/>'),
      ),
      '<w:bookmarkStart w:id="0" w:name="x"/>',
      row(
        cell(paragraph(run('c')), '<w:hMerge w:val="restart"/>'),
        cell(paragraph(), '<w:hMerge/>'),
        cell(paragraph(), '<w:vMerge/>'),
      ),
      `<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>${cell(paragraph(run('d')))}${cell(paragraph(run('e')))}</w:tr>`,
    );
    expect(await read(body)).toEqual(['0: a{2×1} | b{1×2}', '1: c{2×1}', '2:  | d | e']);
  });

  it('reads rows and cells inside content controls', async () => {
    const body = `<w:tbl>${control('', row(cell(paragraph(run('总数'))), control('', cell(paragraph(run('3'))))))}</w:tbl>`;
    expect(await read(body)).toEqual(['0: 总数 | 3']);
  });

  it('reads tables in cells: the form in a frame, boxes laid out in a cell', async () => {
    const rows = (...pairs: readonly (readonly [string, string])[]) =>
      pairs.map(([label, value]) => row(cell(paragraph(run(label))), cell(value)));
    const boxes = table(
      row(
        cell(paragraph(control(checkBox('1'), run('☒')) + run('是'))),
        cell(paragraph(control(checkBox('0'), run('☐')) + run('否'))),
      ),
    );
    const form = table(
      ...rows(
        ['网站名称', paragraph(run('市政府网'))],
        ['首页网址', paragraph(run('www.x.gov.cn'))],
        ['主办单位', paragraph(run('市政府'))],
        ['总数', paragraph(run('5'))],
        ['是否提供智能问答', boxes + paragraph()],
      ),
    );
    const values = [
      '0: 网站名称 | 市政府网',
      '1: 首页网址 | www.x.gov.cn',
      '2: 主办单位 | 市政府',
      '3: 总数 | 5',
    ];
    expect(await read(form)).toEqual([...values, '4: 是否提供智能问答 | [x]是\t[ ]否']);
    const framed = table(
      row(cell(paragraph(run('政府网站工作年度报表')) + form + paragraph(run('单位负责人：甲')))),
    );
    expect(await read(framed)).toEqual([
      '政府网站工作年度报表',
      ...values,
      '4: 是否提供智能问答 | [x]是\t[ ]否',
      '单位负责人：甲',
    ]);
  });

  it('reads content controls inside cells, of whole paragraphs and one in another', async () => {
    const chosen = control(
      '<w:dropDownList><w:listItem w:displayText="二级" w:value="2"/></w:dropDownList>',
      run('二级'),
    );
    const unchosen = control('<w:showingPlcHdr/><w:dropDownList/>', run('选择一项。'));
    const dated = control('<w:date w:fullDate="2021-01-15T00:00:00Z"/>', run('2021年1月15日'));
    const whole = control('', paragraph(run('市政府网')) + paragraph(control('', run('（英文版）'))));
    const body = table(
      row(cell(paragraph(run('等级'))), cell(paragraph(chosen)), cell(paragraph(unchosen))),
      row(cell(paragraph(run('日期'))), cell(paragraph(dated)), cell(whole)),
      row(
        cell(control('', paragraph(run('总数')))),
        cell(control('', control('', paragraph(run('7'))))),
        cell(paragraph()),
      ),
    );
    expect(await read(body)).toEqual([
      '0: 等级 | 二级 | ',
      '1: 日期 | 2021年1月15日 | 市政府网\n（英文版）',
      '2: 总数 | 7 | ',
    ]);
  });

  it('keeps lines of a cell apart, and values as written', async () => {
    const body = table(
      row(cell(paragraph(run('１２')) + paragraph(run('万 &amp; &lt;3'))), cell(paragraph())),
    );
    expect(await read(body)).toEqual(['0: １２\n万 & <3 | ']);
  });

  it('reads what the docx library writes', async () => {
    const file = await Packer.toBuffer(
      new Document({
        sections: [
          {
            children: [
              new Paragraph('政府网站工作年度报表'),
              new Table({
                rows: [
                  new TableRow({
                    children: [
                      new TableCell({ children: [new Paragraph('网站名称')], rowSpan: 2 }),
                      new TableCell({ children: [new Paragraph('甲')], columnSpan: 2 }),
                    ],
                  }),
                  new TableRow({
                    children: [
                      new TableCell({ children: [new Paragraph('乙')] }),
                      new TableCell({ children: [new Paragraph('')] }),
                    ],
                  }),
                ],
              }),
            ],
          },
        ],
      }),
    );
    const document = await readWith(docxAdapter, file, 'docx');
    expect(lines(document.blocks)).toEqual([
      '政府网站工作年度报表',
      '0: 网站名称{1×2} | 甲{2×1}',
      '1: 乙 | ',
    ]);
    expect(document).toMatchObject({ sourceKind: 'office', reader: 'docx', warnings: [] });
  });

  it('reads the strict edition and any prefix', async () => {
    const strict = { namespace: 'http://purl.oclc.org/ooxml/wordprocessingml/main' };
    expect(await read(table(row(cell(paragraph(run('x'))), cell(paragraph()))), strict)).toEqual(['0: x | ']);
    const document =
      '<d:document xmlns:d="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><d:body><d:p><d:r><d:t>y</d:t></d:r></d:p></d:body></d:document>';
    expect(await read('', { document })).toEqual(['y']);
  });
});

describe('hostile and broken docx', () => {
  const refusal = (bytes: Uint8Array, limits = {}) =>
    expect(readWith(docxAdapter, bytes, 'docx', limits)).rejects;

  it('refuses document types, and with them entity bombs and outside entities', async () => {
    const bomb = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w:document>&b;</w:document>';
    await refusal(buildDocx('', { document: bomb })).toMatchObject({
      code: 'corrupt-input',
      message: expect.stringContaining('document type'),
    });
  });

  it.each([
    ['an unknown entity', '<a>&boom;</a>', '&boom;'],
    ['a part cut off', '<a><b>', 'ends too early'],
    ['a stray end', '<a></b></a>', 'closes nothing'],
    ['a tag without end', '<a', 'does not end'],
  ])('names %s', async (_, document, words) => {
    await refusal(buildDocx('', { document })).toMatchObject({
      code: 'corrupt-input',
      message: expect.stringContaining(words),
    });
  });

  it('refuses elements nested without end, tables without end and bombs', async () => {
    await refusal(buildDocx('<w:p>'.repeat(5_000) + '</w:p>'.repeat(5_000))).toMatchObject({
      code: 'limit.xml',
    });
    const cells = table(row(...Array.from({ length: 20 }, () => cell(paragraph()))));
    await refusal(buildDocx(cells), { cells: 10 }).toMatchObject({ code: 'limit.cells' });
    const bomb = buildZip([{ name: 'word/document.xml', data: Buffer.alloc(150_000_000, 0x20) }]);
    await refusal(bomb).toMatchObject({ code: 'limit.zip' });
  });

  it('says that a package has no document', async () => {
    const empty = packZip([{ name: '[Content_Types].xml', bytes: new TextEncoder().encode('<Types/>') }]);
    await refusal(empty).toMatchObject({
      code: 'corrupt-input',
      message: expect.stringContaining('word/document.xml'),
    });
  });

  it('warns of pictures and embedded documents, which it does not read', async () => {
    const body = `${paragraph('<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>', run('x'))}<w:altChunk/>`;
    const { warnings } = await readWith(docxAdapter, buildDocx(body), 'docx');
    expect(warnings.map((warning) => warning.rule)).toEqual(['picture-not-read', 'embedded-part-not-read']);
  });
});
