/** Web pages in all their disguises: whole, fragments, XHTML, Word's and Excel's web pages, mail archives. */

export interface MarkupFormat {
  readonly format: 'html' | 'mhtml' | 'word-xml';
  /** Set where the format's usual media type would be wrong. */
  readonly mediaType: string | null;
}

/** Characters in which tags are counted. */
const SAMPLE_CHARACTERS = 60_000;
/** Tags below which text is no fragment: `1 <b 2` has one. */
const FEWEST_TAGS = 2;
/** Share of Markdown rows from which tags are Markdown's guests, not a page. */
const MARKDOWN_SHARE = 0.2;

const DOCUMENT_START =
  /^(?:\s|<\?[^>]{0,500}>|<!--[\s\S]{0,20000}?-->)*<(?:!doctype\s+html|html|head|body|frameset|meta|title|link|script|style)\b/i;
const FRAGMENT_START =
  /^(?:\s|<!--[\s\S]{0,20000}?-->)*<(?:table|div|center|form|article|section|p|span|font|tbody|tr|h[1-6]|ul|dl)\b/i;
const DOCUMENT_TAG = /<(?:html|body|head)\b[^>]{0,2000}>/i;
const KNOWN_TAG =
  /<\/?(?:table|thead|tbody|tr|td|th|div|span|p|br|font|b|strong|center|ul|ol|li|a|img|input|h[1-6]|form|o:p|u)\b[^<>]{0,2000}>/gi;
const BLOCK_TAG = /<(?:table|tr|div|p|br|li|h[1-6])\b/gi;
const MARKDOWN_ROW = /^\s*\|.*\|/;

/** Mail header fields that open a web archive; browsers write `From: <Saved by …>` first. */
const MAIL_HEADER = /^(?:\s*[\w-]{2,40}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,20}){1,40}/;
const MHTML_TYPE = /^content-type:\s*(?:multipart\/(?:related|alternative|mixed)|text\/html)/im;

/** Whether bytes read as Latin-1 open like a web page: enough to doubt a `%PDF-` that comes later. */
export function startsWithMarkup(head: string): boolean {
  return DOCUMENT_START.test(head) || FRAGMENT_START.test(head);
}

/** The markup format of a decoded text, or null where it is no markup. */
export function markupFormat(text: string): MarkupFormat | null {
  if (isMhtml(text)) return { format: 'mhtml', mediaType: null };
  const head = text.slice(0, SAMPLE_CHARACTERS);
  if (isWordXml(head)) return { format: 'word-xml', mediaType: null };
  if (DOCUMENT_START.test(head)) return { format: 'html', mediaType: xhtmlType(head) };
  const lines = head.split('\n');
  const markdownRows = lines.filter((line) => MARKDOWN_ROW.test(line)).length;
  if (markdownRows > lines.length * MARKDOWN_SHARE) return null;
  if (DOCUMENT_TAG.test(head) || isFragment(head)) return { format: 'html', mediaType: null };
  return null;
}

function isMhtml(text: string): boolean {
  const header = MAIL_HEADER.exec(text.trimStart().slice(0, SAMPLE_CHARACTERS))?.[0] ?? '';
  return (
    MHTML_TYPE.test(header) &&
    /^(?:mime-version|content-location|snapshot-content-location|from|content-transfer-encoding):/im.test(
      header,
    )
  );
}

/** Word 2003's flat XML: `<w:wordDocument>` or the flat package `<pkg:package>`. */
function isWordXml(head: string): boolean {
  return /^\s*<\?xml\b/.test(head) && /<(?:w:wordDocument|pkg:package)\b/.test(head.slice(0, 4_000));
}

function xhtmlType(head: string): string | null {
  const isXml = /^\s*<\?xml\b/.test(head);
  return isXml && /<html\b[^>]*xmlns=["']http:\/\/www\.w3\.org\/1999\/xhtml/i.test(head)
    ? 'application/xhtml+xml'
    : null;
}

/**
 * Outside its tables a fragment has tags on most lines. Where plain lines prevail, it is a text that OCR put HTML
 * tables into: its adapter reads those too, and only it reads the lines around them as lines.
 */
function isFragment(head: string): boolean {
  const tags = head.match(KNOWN_TAG)?.length ?? 0;
  if (tags < FEWEST_TAGS) return false;
  const lines = withoutTables(head)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const tagged = lines.filter((line) => line.search(KNOWN_TAG) !== -1).length;
  const blocks = head.match(BLOCK_TAG)?.length ?? 0;
  return tagged * 2 >= lines.length && (FRAGMENT_START.test(head) || blocks > lines.length / 2);
}

/** The text with every table, from its first tag to its last, as one line. Blank lines part tables. */
function withoutTables(head: string): string {
  return head
    .split(/\n[ \t]*\n/)
    .map((part) => {
      const start = part.search(/<table\b/i);
      const end = part.toLowerCase().lastIndexOf('</table');
      return start === -1 || end < start
        ? part
        : `${part.slice(0, start)}<table>${part.slice(end + '</table>'.length)}`;
    })
    .join('\n');
}
