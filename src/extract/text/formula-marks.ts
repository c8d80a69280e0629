/**
 * What OCR systems write as formulas in Markdown: they take a box or tick beside an option for mathematics
 * (`$\square$ 是`, `$\sqrt{是}$`), and numbers with a percent sign as well (`$98.5\%$`).
 */

/** Commands that draw a mark, as the character that they draw. */
const MARK_COMMANDS: Readonly<Record<string, string>> = {
  square: '□',
  Box: '□',
  bigsquare: '□',
  boxtimes: '☒',
  XBox: '☒',
  checkedbox: '☑',
  CheckedBox: '☑',
  blacksquare: '■',
  checkmark: '√',
  vee: '√',
  lor: '√',
  surd: '√',
  sqrt: '√',
  bigcirc: '○',
  circ: '○',
  odot: '⊙',
  bigodot: '⊙',
  bullet: '●',
  times: '×',
};

/** A box round a tick: `\boxed{\checkmark}`. */
const BOXED = /\\(?:boxed|fbox|framebox)\s*\{\s*([^{}]*)\}/g;
const COMMAND = /\\([A-Za-z]+)(?![A-Za-z])\s*/g;
/** `\text{是}`, `\mathrm{ICP}`: words in a formula. */
const WORDS = /\\(?:text|mathrm|mathbf|mathsf|textbf|operatorname)\s*\{([^{}]*)\}/g;
/**
 * A formula in its delimiters, on one line; a price in dollars has no backslash. What stands between is never
 * searched for its end twice: a line of nothing but openings would take the square of its length.
 */
const FORMULA =
  /\$\$(?=[^$\n\\]*\\)([^$\n]*)\$\$|\$(?=[^$\n\\]*\\)([^$\n]*)\$|\\\(((?:(?!\\[()])[^\n])*)\\\)/g;

/** The formulas of a text as the characters that they draw; one that draws anything else stays as it is. */
export function plainFormulas(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(FORMULA, (formula, display?: string, inline?: string, brackets?: string) => {
    const drawn = drawnText(display ?? inline ?? brackets ?? '');
    return drawn.includes('\\') ? formula : drawn;
  });
}

function drawnText(source: string): string {
  return source
    .replace(BOXED, (_, inner: string) => (/check|surd|sqrt|√|✓/.test(inner) ? '☑' : `□${inner}`))
    .replace(WORDS, '$1')
    .replace(/\\([%#&_$])/g, '$1')
    .replace(/\\[ ,;:!]|\\q?quad\b|~/g, ' ')
    .replace(COMMAND, (command, name: string) =>
      Object.hasOwn(MARK_COMMANDS, name) ? (MARK_COMMANDS[name] ?? command) : command,
    )
    .replace(/[{}]/g, '')
    .trim();
}
