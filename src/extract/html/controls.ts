/** Form controls and pictures of marks → pieces: what a person would see in them. */
import type { MarkState, Piece } from '../../model/document.js';
import { allTextOf, type PageElement, walkPage } from './dom.js';
import { attribute } from './elements.js';

/** Input types that are buttons or have no visible value. */
const NO_VALUE = new Set('hidden submit button reset image file password'.split(' '));
const FALSE_WORDS = new Set(['false', 'no', '0', 'off']);

/** File names and texts of pictures that show a tick box; the state is in the name. */
const UNCHECKED_PICTURE = /un[-_]?(?:checked|check|ticked|selected)|no[-_]?check|not[-_]?checked|未选|未勾/i;
const CHECKED_PICTURE = /checked|check(?:box)?[-_]?(?:on|yes|true|1)\b|ticked|selected|选中|已选|勾选/i;

/** What a control shows, or null where the element is no control and its children are to be read. */
export function controlPieces(element: PageElement): readonly Piece[] | null {
  switch (element.name) {
    case 'input':
      return inputPieces(element);
    case 'textarea':
      return [text(allTextOf(element))];
    case 'select':
      return [text(selectedText(element))];
    case 'img':
      return imagePieces(element);
    case 'button':
      return [];
    default:
      return ariaPieces(element);
  }
}

function inputPieces(element: PageElement): Piece[] {
  const type = (attribute(element, 'type') ?? 'text').trim().toLowerCase();
  if (type === 'checkbox' || type === 'radio') {
    // `checked` counts whatever its value in HTML; but generators write `checked="false"` and mean it.
    const checked = attribute(element, 'checked');
    const state =
      checked !== undefined && !FALSE_WORDS.has(checked.trim().toLowerCase()) ? 'checked' : 'unchecked';
    return [mark(state, `<input type=${type}${state === 'checked' ? ' checked' : ''}>`)];
  }
  return NO_VALUE.has(type) ? [] : [text(attribute(element, 'value') ?? '')];
}

/** Component libraries draw boxes as `<span role="checkbox" aria-checked="true">`. */
function ariaPieces(element: PageElement): Piece[] | null {
  const role = attribute(element, 'role');
  if (role !== 'checkbox' && role !== 'radio') return null;
  const checked = attribute(element, 'aria-checked');
  if (checked !== 'true' && checked !== 'false') return null;
  const box = mark(checked === 'true' ? 'checked' : 'unchecked', `role=${role} aria-checked=${checked}`);
  const label = allTextOf(element).trim();
  return label === '' ? [box] : [box, text(label)];
}

function selectedText(select: PageElement): string {
  const options: PageElement[] = [];
  walkPage(select, {
    enter: (element) => {
      if (element.name === 'option') options.push(element);
      return true;
    },
    leave: () => undefined,
    text: () => undefined,
  });
  const isSelected = (option: PageElement): boolean => attribute(option, 'selected') !== undefined;
  // Without a chosen one a browser shows the first, which nobody chose: no value is better than that.
  return options
    .filter(isSelected)
    .map((option) => allTextOf(option).trim())
    .join('、');
}

function imagePieces(image: PageElement): Piece[] {
  const alt = (attribute(image, 'alt') ?? '').trim();
  const source = (attribute(image, 'src') ?? '').replace(/^.*\//, '').slice(0, 200);
  const name = `${alt} ${source.startsWith('data:') ? '' : source}`;
  if (UNCHECKED_PICTURE.test(name)) return [mark('unchecked', `<img ${name.trim()}>`)];
  if (CHECKED_PICTURE.test(name)) return [mark('checked', `<img ${name.trim()}>`)];
  // An alternative text that is a file name or a script's label says nothing.
  return alt === '' || /\.(?:png|jpe?g|gif|bmp|webp)$/i.test(alt) ? [] : [text(alt)];
}

function text(content: string): Piece {
  return { kind: 'text', text: content, score: null };
}

function mark(state: MarkState, glyph: string): Piece {
  return { kind: 'mark', state, glyph, score: null };
}
