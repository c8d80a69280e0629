/**
 * Closes the network to this process. Nothing in the program opens a connection; this holds for libraries too,
 * whatever a file talks them into. Listening, name look-ups and datagrams go the same way as connections, since
 * HTTP, TLS and `fetch` all end in `Socket.connect`.
 */
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';

export class NetworkRefused extends Error {
  override readonly name = 'NetworkRefused';

  constructor() {
    super('A reading process must not use the network.');
  }
}

function refuse(): never {
  throw new NetworkRefused();
}

function refuseAll(target: object, names: readonly string[]): void {
  for (const name of names) Object.defineProperty(target, name, { value: refuse, configurable: true });
}

/** Every function of `node:dns` that asks a server: `lookup`, `resolve4`, `reverse`, … */
function questionsOf(target: object): string[] {
  return Object.keys(target).filter((name) => /^(lookup|resolve|reverse)/.test(name));
}

export function refuseNetwork(): void {
  refuseAll(net.Socket.prototype, ['connect']);
  refuseAll(net.Server.prototype, ['listen']);
  refuseAll(dgram.Socket.prototype, ['bind', 'connect', 'send']);
  refuseAll(dns, questionsOf(dns));
  refuseAll(dns.promises, questionsOf(dns.promises));
  refuseAll(dns.Resolver.prototype, questionsOf(dns.Resolver.prototype));
}
