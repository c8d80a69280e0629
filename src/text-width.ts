/** How wide text is where every character takes one cell or two, as on a terminal and in text laid out by programs. */

/** East Asian wide and full-width ranges (Unicode TR11) that file names and form labels use. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;

/** Cells that a text takes; what is wide in some fonts only (TR11 ambiguous: `“`, `√`) takes one. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}
