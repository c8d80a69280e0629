/**
 * `.docx`: parts are checked and inflated under limits, `word/document.xml` is rewritten into what a reader would
 * see, mammoth makes HTML of that alone, and the HTML becomes blocks like any other.
 */
import mammoth from 'mammoth';
import { ExtractionError, LimitExceeded } from '../errors.js';
import type { SourceWarning } from '../model/document.js';
import type { Adapter } from './adapter.js';
import { countCells, documentWithHeader, rewriteStory } from './docx/rewrite-document.js';
import { readStyles } from './docx/styles.js';
import { countPictures } from './docx/text-boxes.js';
import { readHtmlBlocks } from './html.js';
import { OfficePackage } from './ooxml/office-package.js';
import { descendants, parseXml, writeXml, type XmlElement } from './ooxml/xml-tree.js';
import { packZip } from './zip/pack-zip.js';

const MAIN_PART = 'word/document.xml';

export const docxAdapter: Adapter = {
  name: 'docx',
  formats: ['docx'],
  async read(bytes, sniffed, { limits }) {
    const office = await OfficePackage.open(bytes, limits);
    const main = office.mainPart(MAIN_PART);
    const links = office.relationships(main);
    const part = (type: string) => links.find((link) => link.type === type)?.part ?? '';
    const source = office.xml(main) ?? parseXml('', main, limits.xmlDepth);
    const styles = readStyles(office.xml(part('styles')));
    const document = rewriteStory(documentWithHeader(source, office.xml(part('header'))), styles);
    if (countCells(document) > limits.cells) {
      throw new LimitExceeded(
        'cells',
        `The document has more than ${limits.cells} cells: keep the form only.`,
      );
    }
    const { blocks, warnings } = readHtmlBlocks(await asHtml(document), limits);
    return {
      mediaType: sniffed.mediaType,
      sourceKind: 'office',
      reader: 'docx',
      blocks,
      pages: null,
      warnings: [...lossWarnings(source), ...warnings],
    };
  },
};

/** mammoth sees a package of the rewritten text alone: no styles, no pictures, nothing outside. */
async function asHtml(document: XmlElement): Promise<string> {
  const text = (name: string, content: string) => ({ name, bytes: new TextEncoder().encode(content) });
  const buffer = packZip([
    text('[Content_Types].xml', CONTENT_TYPES),
    text('_rels/.rels', PACKAGE_RELATIONSHIPS),
    text(MAIN_PART, writeXml(document)),
  ]);
  try {
    const options = { includeDefaultStyleMap: false, externalFileAccess: false };
    return (await mammoth.convertToHtml({ buffer }, options)).value;
  } catch (error) {
    throw new ExtractionError(
      'corrupt-input',
      'The document could not be turned into text: open it and save it anew, or convert it to PDF.',
      { cause: error },
    );
  }
}

const CONTENT_TYPES =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>';
const PACKAGE_RELATIONSHIPS =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';

function lossWarnings(source: XmlElement): readonly SourceWarning[] {
  const warnings: SourceWarning[] = [];
  const pictures = countPictures(source);
  if (pictures > 0) {
    warnings.push({
      rule: 'picture-not-read',
      message: `${pictures} pictures in the document were not read: where the form is a picture, save it as an image or PDF and import that.`,
    });
  }
  if (descendants(source, 'w:altChunk').length > 0) {
    warnings.push({
      rule: 'embedded-part-not-read',
      message: 'The document includes another one as a part, which was not read: open it and save it anew.',
    });
  }
  return warnings;
}
