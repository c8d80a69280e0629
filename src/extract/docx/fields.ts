/**
 * Complex fields: their instructions go and their results stay, except where the instruction itself is the content
 * (form check boxes, drop-down lists, ticks laid over boxes).
 */
import { eqFieldText } from '../ooxml/eq-field.js';
import {
  child,
  childElements,
  isOn,
  mapChildren,
  textOf,
  type XmlElement,
  type XmlNode,
} from '../ooxml/xml-tree.js';
import { textElement } from './plain-runs.js';

interface OpenField {
  readonly form: XmlElement | undefined;
  instruction: string;
  inResult: boolean;
  /** What stands for the whole field; null where its result does. */
  shown: string | null;
}

export function resolveFields(root: XmlElement): XmlElement {
  return resolveIn(root, []);
}

/** A field may begin in one paragraph and end in another, so the open ones travel along the whole document. */
function resolveIn(node: XmlElement, open: OpenField[]): XmlElement {
  const inRun = node.name === 'w:r';
  return mapChildren(node, (inner) => (inRun ? resolveRunChild(inner, open) : resolveIn(inner, open)));
}

function resolveRunChild(node: XmlElement, open: OpenField[]): XmlElement | readonly XmlNode[] {
  if (node.name === 'w:fldChar') return resolveFieldCharacter(node, open);
  const field = open.at(-1);
  if (field !== undefined && !field.inResult) {
    if (node.name === 'w:instrText' || node.name === 'w:t') field.instruction += textOf(node);
    return [];
  }
  const covered = open.some((outer) => !outer.inResult || outer.shown !== null);
  return covered || node.name === 'w:instrText' ? [] : resolveIn(node, open);
}

function resolveFieldCharacter(node: XmlElement, open: OpenField[]): readonly XmlNode[] {
  const type = node.attributes.get('w:fldCharType');
  if (type === 'begin') {
    open.push({ form: child(node, 'w:ffData'), instruction: '', inResult: false, shown: null });
  } else if (type === 'separate') {
    const field = open.at(-1);
    if (field !== undefined) enterResult(field);
  } else if (type === 'end') {
    const field = open.pop();
    if (field !== undefined) return closeField(field, open);
  }
  return [];
}

function enterResult(field: OpenField): void {
  field.inResult = true;
  field.shown = formFieldText(field.instruction, field.form) ?? eqFieldText(field.instruction);
}

function closeField(field: OpenField, open: readonly OpenField[]): readonly XmlNode[] {
  if (!field.inResult) enterResult(field);
  if (field.shown === null) return [];
  const outer = open.at(-1);
  if (outer === undefined || outer.inResult) return [textElement(field.shown)];
  outer.instruction += field.shown;
  return [];
}

function formFieldText(instruction: string, form: XmlElement | undefined): string | null {
  if (/^\s*FORMCHECKBOX\b/i.test(instruction)) {
    const box = form && child(form, 'w:checkBox');
    const state = box && (child(box, 'w:checked') ?? child(box, 'w:default'));
    return isOn(state) ? '☑' : '☐';
  }
  if (!/^\s*FORMDROPDOWN\b/i.test(instruction)) return null;
  const list = form && child(form, 'w:ddList');
  if (list === undefined) return null;
  const chosen = child(list, 'w:result') ?? child(list, 'w:default');
  const entries = childElements(list, 'w:listEntry').map((entry) => entry.attributes.get('w:val') ?? '');
  return entries[Number(chosen?.attributes.get('w:val') ?? 0)] ?? null;
}
