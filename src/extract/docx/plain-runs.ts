/**
 * Runs as plain text: symbols, symbol-font letters, boxes drawn as character borders, check-box controls, rubies
 * and formulas become characters of their own; hidden text goes, and what was taken back by striking it through.
 */
import { isSymbolFont, symbolCharacter, symbolText } from '../ooxml/symbol-text.js';
import {
  child,
  descendants,
  element,
  isElement,
  rewriteChildren,
  textOf,
  type XmlElement,
  type XmlNode,
} from '../ooxml/xml-tree.js';
import { readControl } from './content-control.js';
import { runLook, type Styles } from './styles.js';

const TICK = /^[√✓✔■●]$/;
const CROSS = /^[×✕✗✘xX]$/;
/** A bordered run of blanks longer than this is a frame to write in, not a box to tick. */
const LONGEST_DRAWN_BOX = 2;

export function plainRuns(root: XmlElement, styles: Styles): XmlElement {
  return rewriteChildren(root, (node) => {
    switch (node.name) {
      case 'w:p':
        return plainParagraph(node, styles);
      case 'w:sdt':
        return readControl(node);
      case 'm:oMath':
        return [textRun(descendants(node, 'm:t').map(textOf).join(''))];
      case 'm:oMathPara':
        return node.children;
      default:
        return node;
    }
  });
}

function plainParagraph(paragraph: XmlElement, styles: Styles): XmlElement {
  const style = child(paragraph, 'w:pPr', 'w:pStyle')?.attributes.get('w:val');
  const content = paragraph.children.filter((node) => isElement(node) && node.name !== 'w:pPr');
  return { ...paragraph, children: content.flatMap((node) => plainInline(node, style, styles)) };
}

function plainInline(node: XmlNode, style: string | undefined, styles: Styles): readonly XmlNode[] {
  if (!isElement(node)) return [];
  if (node.name !== 'w:r') return [node];
  const look = runLook(node, style, styles);
  if (look.hidden || look.struck) return [];
  const font = look.symbolFont ?? null;
  const border = child(node, 'w:rPr', 'w:bdr')?.attributes.get('w:val') ?? 'none';
  const children = node.children.flatMap((inner) => (isElement(inner) ? plainRunChild(inner, font) : []));
  const bordered = border !== 'none' && border !== 'nil';
  return [{ ...node, children: bordered ? drawnBox(children) : children }];
}

function plainRunChild(node: XmlElement, font: string | null): readonly XmlNode[] {
  switch (node.name) {
    case 'w:rPr':
      return [];
    case 'w:t':
    case 'w:instrText': {
      const text = textOf(node);
      return [{ ...node, children: [font === null ? text : symbolText(font, text)] }];
    }
    case 'w:sym':
      return [textElement(symbolOf(node))];
    case 'w:noBreakHyphen':
      return [textElement('-')];
    case 'w:cr':
      return [element('w:br')];
    case 'w:ruby':
      // The base is the text; the small reading above it (pinyin) is not.
      return descendants(node, 'w:rubyBase').map((base) =>
        textElement(descendants(base, 'w:t').map(textOf).join('')),
      );
    default:
      return [node];
  }
}

function symbolOf(symbol: XmlElement): string {
  const font = symbol.attributes.get('w:font') ?? '';
  const code = Number.parseInt(symbol.attributes.get('w:char') ?? '', 16);
  if (!Number.isFinite(code)) return '';
  return isSymbolFont(font) ? symbolCharacter(font, code) : String.fromCharCode(code);
}

/** A border drawn round a tick, or round a blank, is how some filers draw a box. */
function drawnBox(children: readonly XmlNode[]): readonly XmlNode[] {
  const text = children.map(textOf).join('');
  if (TICK.test(text.trim())) return [textElement('☑')];
  if (CROSS.test(text.trim())) return [textElement('☒')];
  if (text !== '' && text.trim() === '' && text.length <= LONGEST_DRAWN_BOX) return [textElement('☐')];
  return children;
}

export function textElement(text: string): XmlElement {
  return element('w:t', { 'xml:space': 'preserve' }, [text]);
}

export function textRun(text: string): XmlElement {
  return element('w:r', {}, [textElement(text)]);
}
