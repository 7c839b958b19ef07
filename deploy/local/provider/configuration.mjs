// How oidc-provider behaves here: one client, one API, a log-in each time.
import crypto from 'node:crypto';
import { interactionPolicy } from 'oidc-provider';
import { users } from './users.mjs';

const scope = 'reports';
const anHour = 3600; // seconds

const signingKey = () => {
  const { privateKey } = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    ...privateKey.export({ format: 'jwk' }),
    kid: crypto.randomUUID(),
    alg: 'ES256',
    use: 'sig',
  };
};

// Who comes again is asked again: a demo changes between users.
const askEachTime = () => {
  const policy = interactionPolicy.base();
  policy.get('login').checks.add(new interactionPolicy.Check(
    'asked_each_time', 'who logs in is asked each time',
    (ctx) => !ctx.oidc.result?.login,
  ));
  return policy;
};

// The portal is the platform's own: nobody is asked whether it may.
const grantAll = async (ctx) => {
  const grant = new ctx.oidc.provider.Grant({
    clientId: ctx.oidc.client.clientId,
    accountId: ctx.oidc.session.accountId,
  });
  grant.addOIDCScope('openid');
  grant.addResourceScope(audience, scope);
  await grant.save();
  return grant;
};

export const audience = 'urn:creditproof';

export const configuration = (redirectUris) => ({
  clients: [{
    client_id: 'creditproof-portal',
    redirect_uris: redirectUris,
    grant_types: ['authorization_code'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
    id_token_signed_response_alg: 'ES256',
  }],
  jwks: { keys: [signingKey()] },
  cookies: { keys: [crypto.randomBytes(32).toString('hex')] },
  pkce: { required: () => true },
  findAccount: (ctx, id) => users.has(id)
    && { accountId: id, claims: () => ({ sub: id }) },
  extraTokenClaims: (ctx, token) => users.get(token.accountId)?.claims,
  loadExistingGrant: grantAll,
  interactions: {
    policy: askEachTime(),
    url: (ctx, interaction) => `/log-in/${interaction.uid}`,
  },
  ttl: { AccessToken: anHour, Grant: anHour, IdToken: anHour, Interaction: anHour, Session: anHour },
  features: {
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => audience,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope,
        audience,
        accessTokenTTL: anHour,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
});
