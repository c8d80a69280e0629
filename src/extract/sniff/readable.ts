/** Text or noise: what decodes is not yet something that a person could read. */

/** Characters that are looked at: the start, where headers of unknown binary formats stand. */
const SAMPLE_CHARACTERS = 100_000;
/** Share of control, replacement and private characters from which it is noise; damaged text has under 0.02. */
const NOISE_SHARE = 0.1;

/** Zero bytes never stand in text: a few come from careless exports, more are a binary format. */
const ZERO_SHARE = 0.001;

/** Whether decoded text is text. */
export function isReadable(text: string): boolean {
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  let noise = 0;
  let zeros = 0;
  let all = 0;
  for (const char of sample) {
    all += 1;
    if (char === '\0') zeros += 1;
    if (isNoise(char.codePointAt(0) ?? 0)) noise += 1;
  }
  if (noise > all * NOISE_SHARE) return false;
  return zeros <= Math.max(2, all * ZERO_SHARE);
}

/** C0 without tab, line breaks, form feed and escape; C1; U+FFFD; non-characters; private planes. */
function isNoise(point: number): boolean {
  if (point < 0x20) return !(point >= 0x09 && point <= 0x0d) && point !== 0x1b;
  return (point >= 0x7f && point <= 0x9f) || (point >= 0xfffd && point <= 0xffff) || point >= 0xf0000;
}
