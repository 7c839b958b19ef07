// Speaks HTTP with the gateway, and gets tokens of the demo's identity provider.
import { execFile } from 'node:child_process';
import http from 'node:http';
import { promisify } from 'node:util';

const logIn = new URL('../../deploy/local/provider/log_in.mjs', import.meta.url)
  .pathname;

export async function tokenOf(installation, user) {
  const config = `${installation.dir}/identity-provider.json`;
  const { stdout } = await promisify(execFile)('node', [logIn, config, user]);
  return stdout.trim();
}

let clients = 0;

// Each has an address of its own: the gateway and verification count what comes
// from one, and refuse what is too much.
export class Client {
  #url;
  #address;

  constructor(url) {
    this.#url = new URL(url);
    clients += 1;
    this.#address = `127.0.${clients >> 8}.${clients & 255}`;
  }

  async send({ method, target, headers = {}, body }) {
    const answer = await this.#begin(method, target, headers, body);
    const pieces = [];
    for await (const piece of answer) pieces.push(piece);
    return {
      status: answer.statusCode,
      headers: answer.headers,
      type: (answer.headers['content-type'] ?? '').split(';')[0],
      body: Buffer.concat(pieces),
    };
  }

  #begin(method, target, headers, body) {
    return new Promise((resolve, reject) => {
      const { hostname, port } = this.#url;
      http
        .request({
          ...{ method, hostname, port, path: target, headers },
          ...{ localAddress: this.#address, agent: false },
        })
        .on('response', resolve)
        .on('error', reject)
        .end(body);
    });
  }
}
