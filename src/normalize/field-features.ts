/**
 * What the confidence of a field rests on: named numbers, each 0 where there is nothing to doubt (`checkHolds` apart,
 * which speaks for the field). Their weights are fitted by `npm run calibrate`.
 */
import type { Features, FieldStatus, Reading } from '../model/reading.js';
import type { ValuePlace } from './value-place.js';

/** How sure it is that a token is the field's label. */
export interface LabelFeatures {
  readonly labelUnlikeness: number;
  /** How little the whole alignment would lose by another binding, 1 for a tie. */
  readonly thinMargin: number;
  readonly outOfOrder: number;
  /** Share of the template's neighbouring labels that were not found in order. */
  readonly lonelyLabel: number;
}

/** How sure it is that these cells hold the value, and that their text was recognised. */
export interface PlaceFeatures {
  readonly place: ValuePlace;
  /** 1 for an empty cell among filled ones of the same row: left out by the filer, or by damage. */
  readonly gapInRow: number;
  readonly strayRival: number;
  readonly recognitionDoubt: number;
  readonly readersDisagree: number;
  /** What lowers trust in the cells, by the names that readers give it. */
  readonly flaws: ReadonlySet<string>;
  /** 1 for a check mark in a cell that asks for none: a character was taken for a box, or the cell for another. */
  readonly strayMark: number;
  /** Characters of the cells in hundreds, 1 at most: each of them may be misread. */
  readonly textLength: number;
  /** 1 for a dash or the like, which is soon taken for a figure, or a speck for it. */
  readonly dash: number;
}

/** How much the form as a whole was damaged. */
export interface FormFeatures {
  readonly formUnlikeness: number;
  readonly formUnbound: number;
  readonly formUnclaimed: number;
  /** 1 for a form that is a table without lines. */
  readonly formUnruled: number;
}

/** More remarks than this say no more. */
const MOST_REMARKS = 2;

/** All names in one order: objects of one shape are cheap to copy, and there are a million of them. */
const NO_DOUBT = {
  labelUnlikeness: 0,
  thinMargin: 0,
  outOfOrder: 0,
  lonelyLabel: 0,
  placeBelow: 0,
  placeCounted: 0,
  placeSlipped: 0,
  placeNextRow: 0,
  placeRival: 0,
  placeMiscounted: 0,
  strayRival: 0,
  recognitionDoubt: 0,
  readersDisagree: 0,
  flawed: 0,
  formUnruled: 0,
  unruledBroken: 0,
  unruledCrowded: 0,
  unruledUneven: 0,
  unruledBlank: 0,
  unruledInvalid: 0,
  unruledMissing: 0,
  unruledUnbound: 0,
  unruledUnclaimed: 0,
  strayMark: 0,
  textLength: 0,
  dash: 0,
  liberties: 0,
  remarks: 0,
  none: 0,
  blank: 0,
  blankByDamagedLabel: 0,
  gapInRow: 0,
  invalid: 0,
  missing: 0,
  labelWithoutCell: 0,
  missingSignature: 0,
  resembled: 0,
  formUnlikeness: 0,
  formUnbound: 0,
  formUnclaimed: 0,
  unclaimedNear: 0,
  misspeltPlace: 0,
  checkHolds: 0,
  checkFails: 0,
};

export type FieldFeatures = Readonly<typeof NO_DOUBT> & Features;

const is = <Name extends FieldStatus | ValuePlace>(name: Name, one: Name) => (name === one ? 1 : 0);

/** Flaws of a cell as a part of a picture, or of a text of which only a part is there. */
const FLAWS = ['stamp', 'cut-off', 'low-resolution'];

/** Doubts of tables without lines: a text there may have come from two cells, or have lost a part to another. */
function unruled(flaws: ReadonlySet<string>, status: FieldStatus): Partial<typeof NO_DOUBT> {
  if (!flaws.has('no-lines')) return {};
  return {
    unruledBroken: Number(flaws.has('broken-lines')),
    unruledCrowded: Number(flaws.has('crowded')),
    unruledUneven: Number(flaws.has('uneven-rows')),
    // What is no value where one is asked for may be a part of one, or two of them.
    unruledBlank: is(status, 'blank'),
    unruledInvalid: is(status, 'invalid'),
  };
}

/** Features of a field whose label and value cells were found. */
export function featuresRead(label: LabelFeatures, place: PlaceFeatures, reading: Reading): FieldFeatures {
  const { status, strictness, remarks } = reading;
  return {
    ...NO_DOUBT,
    labelUnlikeness: label.labelUnlikeness,
    thinMargin: label.thinMargin,
    outOfOrder: label.outOfOrder,
    lonelyLabel: label.lonelyLabel,
    placeBelow: is(place.place, 'below'),
    placeCounted: is(place.place, 'counted'),
    placeSlipped: is(place.place, 'slipped'),
    placeNextRow: is(place.place, 'nextRow'),
    placeRival: is(place.place, 'rival'),
    placeMiscounted: is(place.place, 'miscounted'),
    gapInRow: place.gapInRow,
    strayRival: place.strayRival,
    recognitionDoubt: place.recognitionDoubt,
    readersDisagree: place.readersDisagree,
    flawed: Number(FLAWS.some((flaw) => place.flaws.has(flaw))),
    ...unruled(place.flaws, status),
    strayMark: place.strayMark,
    textLength: place.textLength,
    dash: place.dash,
    liberties: 1 - strictness,
    remarks: Math.min(remarks.length, MOST_REMARKS),
    none: is(status, 'none'),
    blank: is(status, 'blank'),
    // What tore the label may have carried its value off.
    blankByDamagedLabel: is(status, 'blank') * label.labelUnlikeness,
    invalid: is(status, 'invalid'),
  };
}

/** Why a field was not found. */
export interface Absence {
  readonly labelled: boolean;
  /** Signatures are hardly ever left out, but their labels are easily lost in running text. */
  readonly signature: boolean;
  /** Likeness of a text that was bound to no label, 0 to 1. */
  readonly resembled: number;
}

/** Features of a field that was not found. */
export function featuresMissing({ labelled, signature, resembled }: Absence): FieldFeatures {
  return {
    ...NO_DOUBT,
    missing: 1,
    labelWithoutCell: labelled ? 1 : 0,
    missingSignature: signature ? 1 : 0,
    resembled,
  };
}

/** The same field among the rest of its form. */
export function inItsForm(
  features: FieldFeatures,
  form: FormFeatures,
  unclaimedNear: boolean,
  checks: { readonly holds: boolean; readonly fails: boolean },
): FieldFeatures {
  return {
    ...features,
    formUnlikeness: form.formUnlikeness,
    formUnbound: form.formUnbound,
    formUnclaimed: form.formUnclaimed,
    formUnruled: form.formUnruled,
    unruledMissing: form.formUnruled * features.missing,
    unruledUnbound: form.formUnruled * form.formUnbound,
    unruledUnclaimed: form.formUnruled * form.formUnclaimed,
    unclaimedNear: unclaimedNear ? 1 : 0,
    checkHolds: checks.holds ? 1 : 0,
    checkFails: checks.fails ? 1 : 0,
  };
}
