// Calls of the gateway (proto3 JSON), and what goes wrong with them.
import { accessToken, inApp, tokenRefused } from './app';

interface FieldProblem {
  field: string;
  description: string;
}

// problem+json, or UNREACHABLE where no answer came.
export class Problem extends Error {
  constructor(
    readonly reason: string,
    readonly status = 0,
    readonly title = '',
    readonly detail = '',
    readonly fields: FieldProblem[] = [],
    readonly retryAfterSeconds?: number,
  ) {
    super(`${reason}: ${detail}`);
  }

  get loggedOut(): boolean {
    return this.reason === 'NOT_LOGGED_IN' || this.status === 401;
  }
}

function headers(
  method: string,
  contentType: string | undefined,
  token: string | undefined,
): Headers {
  const said = new Headers();
  if (contentType) said.set('content-type', contentType);
  if (method !== 'GET') said.set('x-creditproof', '1');
  if (token) said.set('authorization', `Bearer ${token}`);
  return said;
}

// What a proxy answers while there is nothing behind it.
const PASSING = new Set([502, 503, 504]);

async function problemOf(answer: Response): Promise<Problem> {
  const said = await answer.json().catch(() => ({}));
  return new Problem(
    said.reason ?? (PASSING.has(answer.status) ? 'BACK_END_DOWN' : 'UNKNOWN'),
    answer.status,
    said.title,
    said.detail,
    said.fields,
    said.retryAfterSeconds,
  );
}

async function send(
  method: string,
  path: string,
  body?: BodyInit,
  contentType?: string,
): Promise<Response> {
  const token = accessToken();
  let answer: Response;
  try {
    answer = await fetch(path, {
      method,
      body,
      headers: headers(method, contentType, token),
      // In an app its token says who asks, or nobody does: the cookie must not
      // say somebody else.
      credentials: inApp() ? 'omit' : 'same-origin',
    });
  } catch {
    throw new Problem('UNREACHABLE');
  }
  if (answer.status === 401 && inApp()) tokenRefused(token);
  if (!answer.ok) throw await problemOf(answer);
  return answer;
}

// A body that breaks off is no answer.
async function whole<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch {
    throw new Problem('UNREACHABLE');
  }
}

export async function get<T>(path: string): Promise<T> {
  return whole((await send('GET', path)).json());
}

export async function post<T>(path: string, body: object): Promise<T> {
  const json = JSON.stringify(body);
  return whole((await send('POST', path, json, 'application/json')).json());
}

export async function upload<T>(path: string, file: Blob): Promise<T> {
  return whole((await send('POST', path, file, 'application/pdf')).json());
}

export async function download(path: string): Promise<Blob> {
  return whole((await send('GET', path)).blob());
}
