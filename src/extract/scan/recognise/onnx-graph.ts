/** A model file as a list of operations with their inputs and constants, to be rewritten and put together again. */
import {
  bytesOf,
  messageField,
  numberField,
  parseFields,
  textField,
  type WireField,
  writeFields,
} from './protobuf.js';

export interface Operation {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Everything else of the node as it stands in the file: name, attributes. */
  readonly rest: readonly WireField[];
}

export interface Constant {
  readonly dims: readonly number[];
  readonly values: Float32Array;
}

/** Field numbers of onnx.proto. */
const MODEL = { graph: 7 } as const;
const GRAPH = { node: 1, initializer: 5 } as const;
const NODE = { input: 1, output: 2, type: 4, attribute: 5 } as const;
const ATTRIBUTE = { name: 1, tensor: 5 } as const;
const TENSOR = { dims: 1, dataType: 2, floats: 4, name: 8, raw: 9 } as const;
const FLOAT = 1;

export interface ModelGraph {
  readonly operations: readonly Operation[];
  /** Floating-point constants by name, from constant operations. */
  readonly constants: ReadonlyMap<string, Constant>;
  /** The file with other operations in place of these, and further constants. */
  rebuilt(operations: readonly Operation[], constants: ReadonlyMap<string, Constant>): Uint8Array;
}

/** Throws `RangeError` for what is no model file. */
export function parseModel(bytes: Uint8Array): ModelGraph {
  const model = parseFields(bytes);
  const graph = parseFields(bytesOf(model, MODEL.graph) ?? new Uint8Array());
  const operations = graph.flatMap(({ number, value }) =>
    number === GRAPH.node && value instanceof Uint8Array ? [parseOperation(value)] : [],
  );
  if (operations.length === 0) throw new RangeError('no operations');
  const others = graph.filter(({ number }) => number !== GRAPH.node);
  return {
    operations,
    constants: constantsOf(operations),
    rebuilt: (changed, added) => {
      const used = new Set(changed.flatMap(({ inputs }) => inputs));
      const nodes = changed
        .filter(({ type, outputs }) => type !== 'Constant' || outputs.some((name) => used.has(name)))
        .map((operation) => messageField(GRAPH.node, operationFields(operation)));
      const tensors = [...added].map(([name, constant]) =>
        messageField(GRAPH.initializer, tensorFields(name, constant)),
      );
      const rebuilt = messageField(MODEL.graph, [...nodes, ...others, ...tensors]);
      return writeFields(model.map((field) => (field.number === MODEL.graph ? rebuilt : field)));
    },
  };
}

function parseOperation(bytes: Uint8Array): Operation {
  const fields = parseFields(bytes);
  const texts = (wanted: number) =>
    fields.flatMap(({ number, value }) =>
      number === wanted && value instanceof Uint8Array ? [decoded(value)] : [],
    );
  const named: readonly number[] = [NODE.input, NODE.output, NODE.type];
  return {
    type: texts(NODE.type)[0] ?? '',
    inputs: texts(NODE.input),
    outputs: texts(NODE.output),
    rest: fields.filter(({ number }) => !named.includes(number)),
  };
}

function operationFields({ type, inputs, outputs, rest }: Operation): WireField[] {
  return [
    ...inputs.map((name) => textField(NODE.input, name)),
    ...outputs.map((name) => textField(NODE.output, name)),
    textField(NODE.type, type),
    ...rest,
  ];
}

function constantsOf(operations: readonly Operation[]): Map<string, Constant> {
  const constants = new Map<string, Constant>();
  for (const { type, outputs, rest } of operations) {
    const [name] = outputs;
    if (type !== 'Constant' || name === undefined) continue;
    const attribute = rest.find(({ number }) => number === NODE.attribute);
    if (!(attribute?.value instanceof Uint8Array)) continue;
    const tensor = bytesOf(parseFields(attribute.value), ATTRIBUTE.tensor);
    const constant = tensor === null ? null : parseTensor(tensor);
    if (constant !== null) constants.set(name, constant);
  }
  return constants;
}

/** Null for other types of number. */
function parseTensor(bytes: Uint8Array): Constant | null {
  const fields = parseFields(bytes);
  if (fields.find(({ number }) => number === TENSOR.dataType)?.value !== BigInt(FLOAT)) return null;
  const dims = fields.flatMap(({ number, value }) =>
    number === TENSOR.dims && typeof value === 'bigint' ? [Number(value)] : [],
  );
  const data = bytesOf(fields, TENSOR.raw) ?? bytesOf(fields, TENSOR.floats);
  // Copied, since floats must start at a multiple of four bytes.
  return data === null ? null : { dims, values: new Float32Array(new Uint8Array(data).buffer) };
}

function tensorFields(name: string, { dims, values }: Constant): WireField[] {
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return [
    ...dims.map((dim) => numberField(TENSOR.dims, dim)),
    numberField(TENSOR.dataType, FLOAT),
    textField(TENSOR.name, name),
    { number: TENSOR.raw, wire: 2, value: raw },
  ];
}

/** Integers of an attribute such as `pads`; none where it is absent. */
export function integersOf({ rest }: Operation, attribute: string): number[] {
  for (const { number, value } of rest) {
    if (number !== NODE.attribute || !(value instanceof Uint8Array)) continue;
    const fields = parseFields(value);
    const name = bytesOf(fields, ATTRIBUTE.name);
    if (name === null || decoded(name) !== attribute) continue;
    return fields.flatMap((field) =>
      (field.number === 8 || field.number === 3) && typeof field.value === 'bigint'
        ? [Number(field.value)]
        : [],
    );
  }
  return [];
}

function decoded(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
