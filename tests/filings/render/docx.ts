/** WordprocessingML by hand: merges, and check boxes as glyphs, symbols, content controls, form fields or fonts. */
import { optionText } from '../layout/marks.js';
import type { Ink, PlacedCell, PrintedForm, PrintedTable } from '../layout/sheet.js';
import type { Variation } from '../layout/variation.js';
import { zip } from './zip.js';

const BOX_KINDS = ['symbol', 'symbol-wingdings', 'content-control', 'form-field', 'font-run'] as const;
export type BoxKind = (typeof BOX_KINDS)[number];

interface DocxStyle {
  readonly variation: Variation;
  /** How this document makes its native check boxes. */
  readonly boxes: BoxKind;
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function run(text: string, properties = ''): string {
  const lines = text.split('\n').map((line) => `<w:t xml:space="preserve">${escapeXml(line)}</w:t>`);
  return `<w:r>${properties}${lines.join('<w:br/>')}</w:r>`;
}

function contentControl(ticked: boolean): string {
  const glyph = ticked ? '☒' : '☐';
  return `<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="${ticked ? 1 : 0}"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent>${run(glyph)}</w:sdtContent></w:sdt>`;
}

function formField(ticked: boolean): string {
  const data = `<w:ffData><w:name w:val=""/><w:enabled/><w:checkBox><w:sizeAuto/><w:default w:val="0"/>${ticked ? '<w:checked/>' : ''}</w:checkBox></w:ffData>`;
  return `<w:r><w:fldChar w:fldCharType="begin">${data}</w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
}

function box(kind: BoxKind, ticked: boolean): string {
  switch (kind) {
    case 'symbol':
      return `<w:r><w:sym w:font="Wingdings 2" w:char="${ticked ? 'F052' : 'F0A3'}"/></w:r>`;
    case 'symbol-wingdings':
      return `<w:r><w:sym w:font="Wingdings" w:char="${ticked ? 'F0FE' : 'F0A8'}"/></w:r>`;
    case 'content-control':
      return contentControl(ticked);
    case 'form-field':
      return formField(ticked);
    case 'font-run': {
      const fonts = '<w:rPr><w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2" w:hint="default"/></w:rPr>';
      return run(ticked ? 'R' : '£', fonts);
    }
  }
}

function inkXml(ink: readonly Ink[], { variation, boxes }: DocxStyle): string {
  return ink
    .map((part) => {
      if (part.kind === 'text') return run(part.text);
      if (variation.nativeBoxes) return box(boxes, part.ticked) + run(part.label);
      if (variation.marks.id === 'wingdings-raw') return box('font-run', part.ticked) + run(part.label);
      return run(optionText(variation.marks, part.label, part.ticked));
    })
    .join('');
}

function paragraph(ink: readonly Ink[], style: DocxStyle, centred = false): string {
  return `<w:p>${centred ? '<w:pPr><w:jc w:val="center"/></w:pPr>' : ''}${inkXml(ink, style)}</w:p>`;
}

function cellXml(cell: PlacedCell, content: string, merge: string): string {
  const width = `<w:tcW w:w="${cell.columnSpan * 1200}" w:type="dxa"/>`;
  const span = cell.columnSpan > 1 ? `<w:gridSpan w:val="${cell.columnSpan}"/>` : '';
  return `<w:tc><w:tcPr>${width}${span}${merge}</w:tcPr>${content}</w:tc>`;
}

/** Word has a cell in every row that a merged cell reaches: the first restarts the merge, the others continue it. */
function rowXml(table: PrintedTable, row: number, style: DocxStyle): string {
  const cells = table.rows
    .flat()
    .filter((cell) => cell.row <= row && row < cell.row + cell.rowSpan)
    .sort((left, right) => left.column - right.column);
  const tcs = cells.map((cell) => {
    if (cell.row < row) return cellXml(cell, '<w:p/>', '<w:vMerge/>');
    const merge = cell.rowSpan > 1 ? '<w:vMerge w:val="restart"/>' : '';
    return cellXml(cell, paragraph(cell.ink, style), merge);
  });
  return `<w:tr>${tcs.join('')}</w:tr>`;
}

const BORDERS = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`)
  .join('');

function tableXml(table: PrintedTable, style: DocxStyle): string {
  const grid = Array.from({ length: table.columns }, () => '<w:gridCol w:w="1200"/>').join('');
  const rows = table.rows.map((_, row) => rowXml(table, row, style)).join('');
  return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>${BORDERS}</w:tblBorders></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows}</w:tbl>`;
}

const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"';

function documentXml(form: PrintedForm, style: DocxStyle): string {
  const line = (words: string): string => paragraph(words ? [{ kind: 'text', text: words }] : [], style);
  const body = [
    ...form.before.map(line),
    ...form.title.map((words) => paragraph([{ kind: 'text', text: words }], style, true)),
    ...form.heading.map((ink) => paragraph(ink, style)),
    tableXml(form.table, style),
    ...form.footing.map((ink) => paragraph(ink, style)),
    line(''),
    ...form.after.map(line),
  ];
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document ${NAMESPACES}><w:body>${body.join('')}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`;
}

const CONTENT_TYPES =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';

const RELATIONSHIPS =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';

/** `boxes`: the kinds of check box that may stand for native ones; what writes other formats loses some of them. */
export function writeDocx(
  form: PrintedForm,
  variation: Variation,
  boxes: readonly BoxKind[] = BOX_KINDS,
): Uint8Array {
  const style = { variation, boxes: boxes[variation.seed % boxes.length] ?? 'symbol' };
  return zip([
    { name: '[Content_Types].xml', content: CONTENT_TYPES },
    { name: '_rels/.rels', content: RELATIONSHIPS },
    { name: 'word/document.xml', content: documentXml(form, style) },
  ]);
}
