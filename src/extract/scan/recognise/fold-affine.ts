/**
 * A cheaper model with the same results. The recogniser as it is published spends half of its time on what follows
 * each convolution: a factor, an addend, a hard swish in four steps, another factor and addend, each a pass over
 * memory. Factors and addends are worked into the weights here, and the hard swish is two steps.
 */
import { type Constant, integersOf, type ModelGraph, type Operation } from './onnx-graph.js';
import { floatField, messageField, numberField, textField } from './protobuf.js';

/** Attribute types of onnx.proto, and the numbers of their fields. */
const ATTRIBUTE = { name: 1, float: 2, type: 20, floatType: 1 } as const;

/** The steps after one convolution, matched by their shape and constants. */
interface Tail {
  readonly steps: readonly Operation[];
  readonly output: string;
}

/** The model file rewritten; operations that do not fit the pattern stay as they are. */
export function foldAffine(graph: ModelGraph): Uint8Array {
  const folding = new Folding(graph);
  for (const operation of graph.operations) if (operation.type === 'Conv') folding.fold(operation);
  return graph.rebuilt(folding.operations(), folding.added);
}

class Folding {
  readonly added = new Map<string, Constant>();
  readonly #graph: ModelGraph;
  readonly #consumers = new Map<string, Operation[]>();
  /** What stands in place of an operation; an empty list where it is gone. */
  readonly #replaced = new Map<Operation, readonly Operation[]>();
  /** Factor and addend that the consumer of a value has still to apply. */
  readonly #owed = new Map<string, { factor: number; addend: number }>();

  constructor(graph: ModelGraph) {
    this.#graph = graph;
    for (const operation of graph.operations) {
      for (const input of operation.inputs) {
        const known = this.#consumers.get(input);
        if (known === undefined) this.#consumers.set(input, [operation]);
        else known.push(operation);
      }
    }
  }

  operations(): Operation[] {
    return this.#graph.operations.flatMap((operation) => this.#replaced.get(operation) ?? [operation]);
  }

  fold(conv: Operation): void {
    const [input = '', weightName = '', biasName] = conv.inputs;
    const [output = ''] = conv.outputs;
    const weights = this.#graph.constants.get(weightName);
    if (weights === undefined) return;
    const channels = weights.dims[0] ?? 0;
    const owed = this.#owed.get(input) ?? { factor: 1, addend: 0 };
    const affine = this.#affineAfter(output);
    const bias = biasName === undefined ? undefined : this.#graph.constants.get(biasName);
    if (biasName !== undefined && bias === undefined) return;
    if (affine === null && owed.factor === 1 && owed.addend === 0) return;
    const { factor, addend } = affine ?? { factor: 1, addend: 0 };
    const each = weights.values.length / channels;
    const folded = weights.values.map((value) => value * owed.factor * factor);
    const shifted = Float32Array.from({ length: channels }, (_, channel) => {
      let sum = 0;
      for (let i = channel * each; i < (channel + 1) * each; i++) sum += weights.values[i] ?? 0;
      return ((bias?.values[channel] ?? 0) + owed.addend * sum) * factor + addend;
    });
    const names = { weights: `${output}.folded.w`, bias: `${output}.folded.b` };
    this.added.set(names.weights, { dims: weights.dims, values: folded });
    this.added.set(names.bias, { dims: [channels], values: shifted });
    const end = affine?.output ?? output;
    this.#replaced.set(conv, [{ ...conv, inputs: [input, names.weights, names.bias], outputs: [end] }]);
    for (const step of affine?.steps ?? []) this.#replaced.set(step, []);
    this.#foldSwish(end);
  }

  /** x · clip(x + 3, 0, 6) / 6 as x · hard-sigmoid(x); what scales and shifts it is left to the next convolution. */
  #foldSwish(input: string): void {
    const swish = this.#swishAfter(input);
    if (swish === null) return;
    const gate = `${swish.output}.gate`;
    const operations: Operation[] = [
      {
        type: 'HardSigmoid',
        inputs: [input],
        outputs: [gate],
        rest: [attribute('alpha', 1 / 6), attribute('beta', 0.5)],
      },
      { type: 'Mul', inputs: [input, gate], outputs: [swish.output], rest: [] },
    ];
    const [first, ...others] = swish.steps;
    if (first !== undefined) this.#replaced.set(first, operations);
    for (const step of others) this.#replaced.set(step, []);
    this.#oweAfter(swish.output);
  }

  #oweAfter(input: string): void {
    const affine = this.#affineAfter(input);
    const next = affine === null ? undefined : this.#only(affine.output);
    if (affine === null || next?.type !== 'Conv' || affine.factor === 0) return;
    const [first, second] = affine.steps;
    if (first === undefined || second === undefined) return;
    this.#replaced.set(first, []);
    if (integersOf(next, 'pads').every((pad) => pad === 0)) {
      this.#replaced.set(second, [{ type: 'Identity', inputs: [input], outputs: [affine.output], rest: [] }]);
      this.#owed.set(affine.output, affine);
      return;
    }
    // Padding with zeros comes after the addend, so the addend stays, as a step that keeps the blocked memory
    // layout of convolutions: a plain addition costs a pass into the usual layout and one back.
    const weights = this.#graph.constants.get(next.inputs[1] ?? '');
    if (weights === undefined) return;
    const channels = weights.dims[0] ?? 0;
    const constant = (name: string, value: number): string => {
      const full = `${affine.output}.${name}`;
      this.added.set(full, { dims: [channels], values: new Float32Array(channels).fill(value) });
      return full;
    };
    const inputs = [
      input,
      constant('scale', affine.factor),
      constant('addend', affine.addend),
      constant('mean', 0),
      constant('variance', 1),
    ];
    const rest = [attribute('epsilon', 0)];
    this.#replaced.set(second, [{ type: 'BatchNormalization', inputs, outputs: [affine.output], rest }]);
  }

  #affineAfter(input: string): (Tail & { factor: number; addend: number }) | null {
    const multiply = this.#only(input, 'Mul');
    const factor = this.#scalarBeside(multiply, input);
    const add = multiply === undefined ? undefined : this.#only(multiply.outputs[0] ?? '', 'Add');
    const addend = this.#scalarBeside(add, multiply?.outputs[0] ?? '');
    if (multiply === undefined || add === undefined || factor === null || addend === null) return null;
    return { steps: [multiply, add], output: add.outputs[0] ?? '', factor, addend };
  }

  #swishAfter(input: string): Tail | null {
    const [add, multiply, ...others] = this.#consumers.get(input) ?? [];
    if (add?.type !== 'Add' || multiply?.type !== 'Mul' || others.length > 0) return null;
    const clip = this.#only(add.outputs[0] ?? '', 'Clip');
    const divide = this.#only(multiply.outputs[0] ?? '', 'Div');
    const fits =
      clip !== undefined &&
      multiply.inputs.includes(clip.outputs[0] ?? '') &&
      this.#scalarBeside(add, input) === 3 &&
      this.#scalarBeside(divide, multiply.outputs[0] ?? '') === 6;
    if (!fits || divide === undefined) return null;
    return { steps: [add, clip, multiply, divide], output: divide.outputs[0] ?? '' };
  }

  /** The one operation that takes `value`, where it is of this type. */
  #only(value: string, type?: string): Operation | undefined {
    const [only, ...others] = this.#consumers.get(value) ?? [];
    return others.length === 0 && (type === undefined || only?.type === type) ? only : undefined;
  }

  #scalarBeside(operation: Operation | undefined, input: string): number | null {
    const other = operation?.inputs.find((name) => name !== input);
    const constant = other === undefined ? undefined : this.#graph.constants.get(other);
    return constant?.values.length === 1 ? (constant.values[0] ?? null) : null;
  }
}

function attribute(name: string, value: number) {
  return messageField(5, [
    textField(ATTRIBUTE.name, name),
    floatField(ATTRIBUTE.float, value),
    numberField(ATTRIBUTE.type, ATTRIBUTE.floatType),
  ]);
}
