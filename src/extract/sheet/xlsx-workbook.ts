/** An `.xlsx` workbook: its sheets in order, with what their parts and drawings hold. */
import { ExtractionError } from '../../errors.js';
import type { Limits } from '../../limits.js';
import { OfficePackage, type Relationship } from '../ooxml/office-package.js';
import { child, childElements, type XmlElement } from '../ooxml/xml-tree.js';
import { readControls, withControls } from './form-controls.js';
import type { Sheet, Workbook } from './sheet-model.js';
import { readSheetXml, type SheetContext } from './xlsx-sheet.js';
import { readCellStyles } from './xlsx-styles.js';

type Warning = Workbook['warnings'][number];

export async function readXlsx(bytes: Uint8Array, limits: Limits): Promise<Workbook> {
  const office = await OfficePackage.open(bytes, limits);
  const mainPart = office.mainPart('xl/workbook.xml');
  const book = mainPart.endsWith('.bin') ? undefined : office.xml(mainPart);
  if (book?.name !== 's:workbook') throw notAWorkbook();
  const links = office.relationships(mainPart);
  const context = readContext(office, book, links, limits);
  const warnings: Warning[] = [];
  const sheets = childElements(child(book, 's:sheets') ?? book, 's:sheet').flatMap((listed) => {
    const link = links.find(({ id }) => id === listed.attributes.get('r:id'));
    return link?.type === 'worksheet' && link.part !== null
      ? readSheet(office, listed, link.part, context, warnings)
      : [];
  });
  if (sheets.length === 0) throw notAWorkbook();
  return { sheets, warnings };
}

function readContext(
  office: OfficePackage,
  book: XmlElement,
  links: readonly Relationship[],
  limits: Limits,
): SheetContext {
  const part = (type: string) => office.xml(links.find((link) => link.type === type)?.part ?? '');
  const strings = part('sharedStrings');
  const date1904 = child(book, 's:workbookPr')?.attributes.get('date1904');
  return {
    strings: strings === undefined ? [] : childElements(strings, 's:si'),
    styles: readCellStyles(part('styles')),
    date1904: date1904 === '1' || date1904 === 'true',
    limits,
  };
}

function readSheet(
  office: OfficePackage,
  listed: XmlElement,
  part: string,
  context: SheetContext,
  warnings: Warning[],
): readonly Sheet[] {
  const xml = office.text(part);
  if (xml === undefined) return [];
  const name = listed.attributes.get('name') ?? '';
  const content = readSheetXml(xml, part, context);
  if (content.formulasWithoutValue > 0) {
    warnings.push({
      rule: 'formula-without-value',
      message: `${content.formulasWithoutValue} formulas of the sheet ${name} have no stored result: open the file in a spreadsheet program and save it.`,
    });
  }
  const controls = office
    .relationships(part)
    .filter((link) => link.type === 'vmlDrawing' && link.part !== null)
    .flatMap((link) => readControls(office.text(link.part ?? '') ?? ''));
  const state = listed.attributes.get('state') ?? 'visible';
  return [{ ...content, name, hidden: state !== 'visible', cells: withControls(content.cells, controls) }];
}

function notAWorkbook(): ExtractionError {
  return new ExtractionError(
    'corrupt-input',
    'The file is a workbook package without readable sheets (damaged, or the binary kind .xlsb): open it in a spreadsheet program and save it as .xlsx.',
  );
}
