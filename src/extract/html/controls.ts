/** Form controls and pictures of marks → pieces: what a person would see in them. */
import type { MarkState, Piece } from '../../model/document.js';
import { allTextOf, isElement, type PageElement, type PageNode, walkPage } from './dom.js';
import { attribute, styleValues } from './elements.js';

/** Input types that are buttons or have no visible value. */
const NO_VALUE = new Set('hidden submit button reset image file password'.split(' '));
const FALSE_WORDS = new Set(['false', 'no', '0', 'off']);

/** File names and texts of pictures that show a tick box, and classes of icons; the state is in the name. */
const UNCHECKED_PICTURE = /un[-_]?(?:checked|check|ticked|selected)|no[-_]?check|not[-_]?checked|未选|未勾/i;
const CHECKED_PICTURE = /checked|check(?:box)?[-_]?(?:on|yes|true|1)\b|ticked|selected|选中|已选|勾选/i;

/** Icons of the common icon fonts and boxes of Element UI, drawn by a class of an empty element. */
const EMPTY_BOX_ICON =
  /(?:^|[\s_-])(?:(?:square|circle|box)(?:-o|-thin|-empty|-outline|-regular)?|check-?box-(?:blank|empty|off|outline)(?:-outline)?|radio-?off|(?:checkbox|radio)__input)(?=\s|$)/i;
const TICKED_ICON =
  /(?:^|[\s_-])(?:check(?:ed)?|check-(?:square|circle|box)(?:-o|-fill|-outline)?|(?:square|circle)-check|glyphicon-ok|ok-(?:sign|circle)|tick|gou|duihao|radio-?on|dot-circle(?:-o)?)(?=\s|$)/i;
const ICON_ELEMENTS = new Set(['i', 'span', 'em', 'b']);

/** Component libraries keep the state in a class round their hidden `<input>`, which a saved page does not have. */
const CHECKED_CLASS = /(?:^|[\s_-])checked(?=\s|$)/i;
const URL_VALUE = /url\(\s*["']?([^"')]*)/i;
/** Characters of a class that are kept as what the source shows for a mark. */
const LONGEST_CLASS = 80;
/** Characters of a picture's file name in which its state is looked for. */
const LONGEST_NAME = 200;
/** Elements from an input up to the one that says that it is checked. */
const FARTHEST_WRAPPER = 3;

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
    case 'svg':
      return drawnIcon(element);
    case 'button':
      return [];
    default:
      return ariaPieces(element) ?? iconPieces(element);
  }
}

function inputPieces(element: PageElement): Piece[] {
  const type = (attribute(element, 'type') ?? 'text').trim().toLowerCase();
  if (type === 'checkbox' || type === 'radio') {
    // `checked` counts whatever its value in HTML; but generators write `checked="false"` and mean it.
    const checked = attribute(element, 'checked');
    const own = checked !== undefined && !FALSE_WORDS.has(checked.trim().toLowerCase());
    const state = own || isWrappedChecked(element) ? 'checked' : 'unchecked';
    return [mark(state, `<input type=${type}${state === 'checked' ? ' checked' : ''}>`)];
  }
  return NO_VALUE.has(type) ? [] : [text(attribute(element, 'value') ?? '')];
}

/** Whether a wrapper of this input has a class that says that it is checked. */
function isWrappedChecked(input: PageElement): boolean {
  let wrapper: PageNode | null = input.parent as PageNode | null;
  for (let step = 0; step < FARTHEST_WRAPPER && isElement(wrapper) && wrapper.name !== 'td'; step += 1) {
    const classes = attribute(wrapper, 'class') ?? '';
    if (CHECKED_CLASS.test(classes) && !UNCHECKED_PICTURE.test(classes)) return true;
    wrapper = wrapper.parent as PageNode | null;
  }
  return false;
}

function pictureState(name: string): MarkState | null {
  if (UNCHECKED_PICTURE.test(name)) return 'unchecked';
  return CHECKED_PICTURE.test(name) ? 'checked' : null;
}

function iconState(classes: string): MarkState | null {
  if (UNCHECKED_PICTURE.test(classes)) return 'unchecked';
  if (TICKED_ICON.test(classes)) return 'checked';
  return EMPTY_BOX_ICON.test(classes) ? 'unchecked' : null;
}

/** An empty element whose class draws a box; null where it holds anything or its class says nothing. */
function iconPieces(element: PageElement): Piece[] | null {
  if (!ICON_ELEMENTS.has(element.name)) return null;
  const classes = attribute(element, 'class') ?? '';
  const picture = backgroundName(attribute(element, 'style') ?? '');
  if (classes === '' && picture === '') return null;
  if (element.children.some(isElement) || allTextOf(element).trim() !== '') return null;
  const state = pictureState(picture) ?? iconState(classes);
  return state === null
    ? null
    : [mark(state, `<${element.name} class="${classes.slice(0, LONGEST_CLASS)}">`)];
}

/** `<svg><use href="#icon-checked">`: of a drawing, its own names tell what it shows. */
function drawnIcon(drawing: PageElement): Piece[] {
  const uses = drawing.children.filter(isElement).filter(({ name }) => name === 'use');
  const names = [drawing, ...uses].flatMap((element) =>
    ['class', 'href', 'xlink:href', 'aria-label'].map((name) => attribute(element, name) ?? ''),
  );
  const name = names
    .map((own) => own.replace(/^.*#/, ''))
    .join(' ')
    .trim();
  const state = iconState(name) ?? pictureState(name);
  return state === null ? [] : [mark(state, `<svg ${name.slice(0, LONGEST_CLASS)}>`)];
}

/** File name of the picture behind an element, or ''. */
function backgroundName(style: string): string {
  const [address = ''] = styleValues(style, 'background').flatMap(
    (value) => URL_VALUE.exec(value)?.[1] ?? [],
  );
  return fileName(address);
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
  // Editors put what a picture shows into its title and leave the text for it empty.
  const alt = (attribute(image, 'alt') || attribute(image, 'title') || '').trim();
  const source = fileName(attribute(image, 'src') ?? '');
  const name = `${alt} ${source.startsWith('data:') ? '' : source}`;
  const state = pictureState(name);
  if (state !== null) return [mark(state, `<img ${name.trim()}>`)];
  // Words say what a picture is of (公安备案图标), not what is filed; a character may be a tick.
  return [...alt].length === 1 || /^[\d\s.-]+$/.test(alt) ? [text(alt)] : [];
}

/** The last part of an address. */
function fileName(address: string): string {
  return address.slice(address.lastIndexOf('/') + 1).slice(0, LONGEST_NAME);
}

function text(content: string): Piece {
  return { kind: 'text', text: content, score: null };
}

function mark(state: MarkState, glyph: string): Piece {
  return { kind: 'mark', state, glyph, score: null };
}
