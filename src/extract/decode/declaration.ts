/** The character set that a page or an XML file says it is in. */

/** Bytes in which a declaration is looked for; the HTML standard asks for 1,024, real pages need more. */
const DECLARATION_BYTES = 8_192;

const META_CHARSET = /<meta\b[^>]{0,400}?\bcharset\s*=\s*["']?\s*([\w.:-]+)/i;
const XML_ENCODING = /<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]+)["']/i;
/** Part headers in an MHTML page: `Content-Type: text/html; charset="gb2312"`. */
const HEADER_CHARSET =
  /^content-type:[^\r\n]{0,200}?(?:\r?\n[ \t][^\r\n]{0,200}?)?\bcharset\s*=\s*"?([\w.:-]+)/im;

/**
 * WHATWG name of the declared character set (`gb2312` gives `gbk`), or null where none is declared or the
 * name means nothing.
 */
export function declaredCharset(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, DECLARATION_BYTES));
  const label = (META_CHARSET.exec(head) ?? XML_ENCODING.exec(head) ?? HEADER_CHARSET.exec(head))?.[1];
  return label === undefined ? null : charsetOfLabel(label);
}

/** WHATWG name for a label as pages write it, or null for a name that means nothing. */
export function charsetOfLabel(label: string): string | null {
  try {
    return new TextDecoder(label.trim().toLowerCase()).encoding;
  } catch {
    return null;
  }
}
