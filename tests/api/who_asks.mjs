// How the description has a request say who asks.
import assert from 'node:assert/strict';

// Whether nobody is answered without saying so.
export const needsToken = ({ security }) =>
  security.length > 0 && security.every((one) => Object.keys(one).length > 0);

function fieldOf({ in: place, name }, cookies) {
  return place === 'cookie'
    ? ['cookie', `${name}=${cookies.get(name)}`]
    : [name, '1'];
}

// The fields that do: with a token, or with the cookies of a browser.
export function whoAsks(description, { security }, { token, cookies }) {
  if (!token && !cookies) return {};
  const way = token ? 'token' : 'cookie';
  const schemes = security.find((one) => way in one);
  assert.ok(schemes, `a ${way} is described`);
  if (token) return { authorization: `Bearer ${token}` };
  return Object.fromEntries(
    description.schemes(schemes).map((scheme) => fieldOf(scheme, cookies)),
  );
}
