/**
 * Word's EQ fields as text. Before content controls, a ticked box was drawn by laying a tick over a box
 * (`eq \o\ac(□,√)`, the "enclosed character" command) or by boxing a tick (`eq \x(√)`).
 */
const BOXES = new Set([...'□☐○◯〇◻▢❏❑']);
const TICKS = new Set([...'√✓✔☑vV■●']);
const CROSSES = new Set([...'×✕✗✘☒xX']);
const CHECKED_BOX = '☑';
const CROSSED_BOX = '☒';
const EMPTY_BOX = '☐';

/** What the field shows; null where the instruction is no EQ field. */
export function eqFieldText(instruction: string): string | null {
  const equation = /^\s*eq(?![a-z])(.*)$/is.exec(instruction)?.[1];
  if (equation === undefined) return null;
  const parts = argumentsOf(equation);
  const drawn = parts.filter((part) => !BOXES.has(part));
  const boxed = drawn.length < parts.length || /\\x(?![a-z])/i.test(equation);
  const inside = drawn.join('');
  if (/\\f(?![a-z])/i.test(equation)) return drawn.join('/');
  if (!boxed) return inside;
  if (inside === '') return EMPTY_BOX;
  if (TICKS.has(inside)) return CHECKED_BOX;
  if (CROSSES.has(inside)) return CROSSED_BOX;
  return inside;
}

/** The innermost arguments, without the switches (`\o`, `\ac`, `\s\do2`) that place them. */
function argumentsOf(equation: string): readonly string[] {
  return equation
    .replace(/\\[a-z]+\s*-?\d*/gi, '')
    .split(/[(),;，；（）]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
