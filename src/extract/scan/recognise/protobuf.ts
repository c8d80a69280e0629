/** The wire format of protocol buffers, as far as model files need it: fields in, fields out, nothing interpreted. */

/** One field of a message. `value` is a number for wire type 0, else the bytes behind the key (and length). */
export interface WireField {
  readonly number: number;
  readonly wire: 0 | 1 | 2 | 5;
  readonly value: bigint | Uint8Array;
}

const WIDTHS = { 1: 8, 5: 4 } as const;

/** Throws `RangeError` where the bytes end within a field or a wire type is unknown. */
export function parseFields(bytes: Uint8Array): WireField[] {
  const fields: WireField[] = [];
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('message cut short');
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const taken = (length: number): Uint8Array => {
    if (at + length > bytes.length) throw new RangeError('message cut short');
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const key = Number(varint());
    const [number, wire] = [key >>> 3, key & 7];
    if (wire === 0) fields.push({ number, wire, value: varint() });
    else if (wire === 2) fields.push({ number, wire, value: taken(Number(varint())) });
    else if (wire === 1 || wire === 5) fields.push({ number, wire, value: taken(WIDTHS[wire]) });
    else throw new RangeError(`unknown wire type ${wire}`);
  }
  return fields;
}

export function writeFields(fields: readonly WireField[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const { number, wire, value } of fields) {
    parts.push(varintBytes(BigInt((number << 3) | wire)));
    if (typeof value === 'bigint') {
      parts.push(varintBytes(value));
      continue;
    }
    if (wire === 2) parts.push(varintBytes(BigInt(value.length)));
    parts.push(value);
  }
  return new Uint8Array(Buffer.concat(parts));
}

function varintBytes(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}

/** The bytes of the first field with this number; null where there is none. */
export function bytesOf(fields: readonly WireField[], number: number): Uint8Array | null {
  const found = fields.find((field) => field.number === number);
  return found?.value instanceof Uint8Array ? found.value : null;
}

export function textField(number: number, text: string): WireField {
  return { number, wire: 2, value: new TextEncoder().encode(text) };
}

export function messageField(number: number, fields: readonly WireField[]): WireField {
  return { number, wire: 2, value: writeFields(fields) };
}

export function numberField(number: number, value: number): WireField {
  return { number, wire: 0, value: BigInt(value) };
}

export function floatField(number: number, value: number): WireField {
  return { number, wire: 5, value: new Uint8Array(Float32Array.of(value).buffer) };
}
